package io.barnabas.generator;

/**
 * What holds for a field in which versions of its message.
 *
 * @param present versions that have the field
 * @param nullable versions in which null is allowed
 * @param tagged versions in which it is a tagged field
 * @param flexible versions in which its length is a variable-length integer
 * @param ignorable versions that lack it and drop its value without an error
 */
record FieldVersions(
    VersionSet present,
    VersionSet nullable,
    VersionSet tagged,
    VersionSet flexible,
    VersionSet ignorable) {

  static FieldVersions join(FieldVersions older, FieldVersions newer, int boundary) {
    return new FieldVersions(
        VersionSet.join(older.present, newer.present, boundary),
        VersionSet.join(older.nullable, newer.nullable, boundary),
        VersionSet.join(older.tagged, newer.tagged, boundary),
        VersionSet.join(older.flexible, newer.flexible, boundary),
        VersionSet.join(older.ignorable, newer.ignorable, boundary));
  }

  /** Whether it is a tagged field in the versions given, rather than in its place. */
  boolean isTaggedIn(VersionSet versions) {
    return tagged.containsAll(versions);
  }

  /** These, with presence cut down to the given versions. */
  FieldVersions within(VersionSet versions) {
    return new FieldVersions(
        present.and(versions), nullable.and(versions), tagged.and(versions), flexible, ignorable);
  }
}
