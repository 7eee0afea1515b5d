package io.barnabas.generator;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Joins a message of an older release with the same one of a newer release: below the newer one's
 * lowest version the older release's rules hold, from there on the newer one's. So a message keeps
 * the versions that the newer release dropped.
 */
final class SchemaJoin {
  private final MessageSchema older;
  private final MessageSchema newer;
  private final int boundary;

  private SchemaJoin(MessageSchema older, MessageSchema newer) {
    this.older = older;
    this.newer = newer;
    this.boundary = newer.valid().lowest();
  }

  static MessageSchema join(MessageSchema older, MessageSchema newer) {
    if (newer.valid().isEmpty()) {
      return older;
    }
    return new SchemaJoin(older, newer).join();
  }

  private MessageSchema join() {
    VersionSet valid = VersionSet.join(older.valid(), newer.valid(), boundary);
    if (valid.lowest() + Long.bitCount(valid.bits()) - 1 != valid.highest()) {
      throw new IllegalArgumentException(newer.name() + " would have a gap in its versions");
    }
    return new MessageSchema(
        newer.identity(),
        valid,
        VersionSet.join(older.flexible(), newer.flexible(), boundary),
        joinStruct(older.root(), newer.root()),
        joinStructs());
  }

  private List<StructSchema> joinStructs() {
    Map<String, StructSchema> joined = new LinkedHashMap<>();
    newer.structs().forEach(struct -> joined.put(struct.name(), struct));
    for (StructSchema struct : older.structs()) {
      StructSchema counterpart = joined.get(struct.name());
      joined.put(struct.name(), joinStruct(struct, counterpart));
    }
    return new ArrayList<>(joined.values());
  }

  private StructSchema joinStruct(StructSchema old, @Nullable StructSchema young) {
    List<FieldSchema> fields = new ArrayList<>();
    for (FieldSchema field : young == null ? List.<FieldSchema>of() : young.fields()) {
      FieldSchema counterpart = find(old.fields(), field.name());
      fields.add(counterpart == null ? onlyInNewer(field) : joinField(counterpart, field));
    }
    int place = 0;
    for (FieldSchema field : old.fields()) {
      int known = indexOf(fields, field.name());
      if (known < 0) {
        fields.add(place++, onlyInOlder(field));
      } else {
        place = known + 1;
      }
    }
    fields.removeIf(field -> field.versions().present().isEmpty());
    return new StructSchema(old.name(), fields);
  }

  private FieldSchema joinField(FieldSchema old, FieldSchema young) {
    boolean tagMoved = old.isTagged() && young.isTagged() && old.tag() != young.tag();
    if (!old.type().equals(young.type())
        || !old.defaultValue().equals(young.defaultValue())
        || tagMoved) {
      throw new IllegalArgumentException(
          newer.name() + "." + young.name() + " differs between the releases");
    }
    return young.withVersions(FieldVersions.join(old.versions(), young.versions(), boundary));
  }

  private FieldSchema onlyInNewer(FieldSchema field) {
    VersionSet fromBoundary = VersionSet.range(boundary, newer.valid().highest());
    return field.withVersions(field.versions().within(fromBoundary));
  }

  private FieldSchema onlyInOlder(FieldSchema field) {
    VersionSet belowBoundary = VersionSet.join(VersionSet.ALL, VersionSet.NONE, boundary);
    return field.withVersions(field.versions().within(belowBoundary));
  }

  private static @Nullable FieldSchema find(List<FieldSchema> fields, String name) {
    int index = indexOf(fields, name);
    return index < 0 ? null : fields.get(index);
  }

  private static int indexOf(List<FieldSchema> fields, String name) {
    for (int i = 0; i < fields.size(); i++) {
      if (fields.get(i).name().equals(name)) {
        return i;
      }
    }
    return -1;
  }
}
