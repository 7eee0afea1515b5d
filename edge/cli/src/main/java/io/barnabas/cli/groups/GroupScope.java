package io.barnabas.cli.groups;

import io.barnabas.cli.UsageException;
import io.barnabas.cli.groups.GroupActions.Action;
import io.barnabas.client.admin.GroupAdmin;
import io.barnabas.client.admin.ListedGroup;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Which groups. */
final class GroupScope {
  @Option(
      names = "--group",
      paramLabel = "ID",
      description = "The group. May be repeated, but not with --delete-offsets.")
  private List<String> groups = new ArrayList<>();

  @Option(names = "--all-groups", description = "All groups of consumers.")
  private boolean all;

  /** Refuses what makes no sense with the action. */
  void check(Action action) {
    boolean none = groups.isEmpty() && !all;
    switch (action) {
      case LIST, VALIDATE_REGEX ->
          refuse(!none, action.option() + " is not about some groups; leave out --group");
      case DELETE_OFFSETS ->
          refuse(groups.size() != 1 || all, "--delete-offsets needs --group, just one");
      case DESCRIBE, DELETE, RESET_OFFSETS ->
          refuse(
              groups.isEmpty() != all, action.option() + " needs one of --group and --all-groups");
    }
  }

  private static void refuse(boolean wrong, String message) {
    if (wrong) {
      throw new UsageException(message);
    }
  }

  /** Whether just one group is named, which makes it needless to say whose an offset is. */
  boolean isOneGroup() {
    return groups.size() == 1;
  }

  /** The groups that are named, or else all. */
  List<String> chosen(GroupAdmin admin) {
    return all
        ? admin.list(List.of(), List.of()).stream()
            .filter(ListedGroup::isOfConsumers)
            .map(ListedGroup::id)
            .toList()
        : groups.stream().distinct().toList();
  }
}
