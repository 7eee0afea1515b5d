package io.barnabas.protocol.oracle;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A message's content apart from any class: maps for structures, lists for arrays, {@link
 * java.nio.ByteBuffer} for bytes and records, {@link java.util.UUID} for ids, boxed scalars.
 */
final class Tree {
  /** The key of a structure's unknown tagged fields: a map from tag to bytes. */
  static final String UNKNOWN_TAGGED_FIELDS = "unknownTaggedFields";

  private Tree() {}

  /** The first difference in the fields that both have; empty if there is none. */
  static String difference(String path, Object one, Object other) {
    if (one instanceof Map<?, ?> map && other instanceof Map<?, ?> otherMap) {
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        if (otherMap.containsKey(entry.getKey())) {
          String inner =
              difference(
                  path + "." + entry.getKey(), entry.getValue(), otherMap.get(entry.getKey()));
          if (!inner.isEmpty()) {
            return inner;
          }
        }
      }
      return "";
    }
    if (one instanceof List<?> list
        && other instanceof List<?> otherList
        && list.size() == otherList.size()) {
      for (int i = 0; i < list.size(); i++) {
        String inner = difference(path + "[" + i + "]", list.get(i), otherList.get(i));
        if (!inner.isEmpty()) {
          return inner;
        }
      }
      return "";
    }
    return Objects.equals(one, other) ? "" : path + ": " + one + " and " + other;
  }
}
