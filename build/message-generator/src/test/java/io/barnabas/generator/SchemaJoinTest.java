package io.barnabas.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchemaJoinTest {
  @TempDir Path folder;

  private MessageSchema schema(String versions, String fields) throws IOException {
    return read(
        """
        // a comment
        {"apiKey": 1, "type": "request", "name": "AskRequest", "listeners": ["broker"],
         "validVersions": "%s", "flexibleVersions": "none", "fields": [%s]}
        """
            .formatted(versions, fields));
  }

  private MessageSchema read(String json) throws IOException {
    return SchemaReader.read(Files.writeString(folder.resolve("schema.json"), json));
  }

  private static String field(String name, String type, String versions) {
    return """
        {"name": "%s", "type": "%s", "versions": "%s"}"""
        .formatted(name, type, versions);
  }

  private static List<String> names(MessageSchema schema) {
    return schema.root().fields().stream().map(FieldSchema::name).toList();
  }

  @Test
  void versionsOfBothReleasesAreThere() throws IOException {
    MessageSchema joined = SchemaJoin.join(schema("0-3", ""), schema("2-5", ""));

    assertThat(joined.valid()).isEqualTo(VersionSet.range(0, 5));
  }

  @Test
  void aMessageThatTheNewerReleaseDroppedIsThatOfTheOlder() throws IOException {
    MessageSchema older = schema("0-3", field("Kept", "int8", "0+"));

    assertThat(SchemaJoin.join(older, schema("none", ""))).isEqualTo(older);
  }

  @Test
  void aFieldFollowsTheRulesOfEachRelease() throws IOException {
    MessageSchema older = schema("0-3", field("Name", "string", "0+"));
    MessageSchema newer = schema("2-5", field("Name", "string", "0-4"));

    FieldSchema name = SchemaJoin.join(older, newer).root().fields().getFirst();

    assertThat(name.versions().present()).isEqualTo(VersionSet.range(0, 4));
  }

  @Test
  void aFieldOfTheOlderReleaseKeepsItsPlaceAndItsVersions() throws IOException {
    String last = field("Last", "int8", "0+");
    String middle = field("Middle", "int8", "0-1");
    String first = field("First", "int8", "0+");
    MessageSchema older = schema("0-3", String.join(",", first, middle, last));
    MessageSchema newer = schema("2-5", String.join(",", first, last));

    MessageSchema joined = SchemaJoin.join(older, newer);

    assertThat(names(joined)).containsExactly("first", "middle", "last");
    assertThat(joined.root().fields().get(1).versions().present())
        .isEqualTo(VersionSet.range(0, 1));
  }

  @Test
  void aFieldRenamedInVersionsThatBothHaveIsThatOfTheNewer() throws IOException {
    MessageSchema older = schema("0-3", field("OldName", "int8", "2+"));
    MessageSchema newer = schema("2-5", field("NewName", "int8", "2+"));

    assertThat(names(SchemaJoin.join(older, newer))).containsExactly("newName");
  }

  @Test
  void aFieldOfAnotherTypeStopsTheBuild() throws IOException {
    MessageSchema older = schema("0-3", field("Name", "string", "0+"));
    MessageSchema newer = schema("2-5", field("Name", "uuid", "0+"));

    assertThatThrownBy(() -> SchemaJoin.join(older, newer))
        .hasMessageContaining("AskRequest.name differs");
  }

  @Test
  void aGapBetweenTheVersionsStopsTheBuild() throws IOException {
    MessageSchema older = schema("0-1", "");
    MessageSchema newer = schema("3-5", "");

    assertThatThrownBy(() -> SchemaJoin.join(older, newer)).hasMessageContaining("gap");
  }

  @Test
  void anUnknownTypeStopsTheBuild() {
    assertThatThrownBy(() -> schema("0", field("Name", "varchar", "0+")))
        .hasMessageContaining("varchar");
  }
}
