package io.barnabas.protocol.oracle;

import io.barnabas.environment.Outbound;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** Turns trees into message objects and back, for our classes and Kafka's alike. */
final class TreeBinder {
  private TreeBinder() {}

  static Object toObject(Class<?> type, Map<String, Object> tree)
      throws ReflectiveOperationException {
    Object object = type.getDeclaredConstructor().newInstance();
    for (Map.Entry<String, Object> entry : tree.entrySet()) {
      if (entry.getKey().equals(Tree.UNKNOWN_TAGGED_FIELDS)) {
        setUnknownTaggedFields(object, (Map<?, ?>) entry.getValue());
      } else {
        Field field = type.getDeclaredField(entry.getKey());
        field.setAccessible(true);
        field.set(object, bind(field.getGenericType(), entry.getValue()));
      }
    }
    return object;
  }

  @SuppressWarnings("unchecked")
  private static Object bind(Type type, Object value) throws ReflectiveOperationException {
    Class<?> raw =
        type instanceof ParameterizedType p ? (Class<?>) p.getRawType() : (Class<?>) type;
    return switch (value) {
      case null -> null;
      case Map<?, ?> struct -> toObject(raw, (Map<String, Object>) struct);
      case List<?> list -> bindList(type, raw, list);
      case UUID id ->
          raw.getConstructor(long.class, long.class)
              .newInstance(id.getMostSignificantBits(), id.getLeastSignificantBits());
      case ByteBuffer bytes -> bindBytes(raw, bytes);
      default -> value;
    };
  }

  private static Object bindBytes(Class<?> raw, ByteBuffer bytes)
      throws ReflectiveOperationException {
    if (raw == byte[].class) {
      byte[] copy = new byte[bytes.remaining()];
      bytes.get(bytes.position(), copy);
      return copy;
    }
    if (raw == ByteBuffer.class) {
      return bytes.duplicate();
    }
    if (raw == Outbound.class) {
      return Outbound.of(bytes.duplicate());
    }
    return raw.getClassLoader()
        .loadClass("org.apache.kafka.common.record." + recordsPackage(raw) + "MemoryRecords")
        .getMethod("readableRecords", ByteBuffer.class)
        .invoke(null, bytes.duplicate());
  }

  private static String recordsPackage(Class<?> baseRecords) {
    return baseRecords.getName().contains(".internal.") ? "internal." : "";
  }

  @SuppressWarnings("unchecked")
  private static Object bindList(Type type, Class<?> raw, List<?> values)
      throws ReflectiveOperationException {
    Collection<Object> list =
        raw == List.class
            ? new ArrayList<>()
            : (Collection<Object>) raw.getDeclaredConstructor().newInstance();
    for (Object value : values) {
      list.add(bind(elementType(type, raw), value));
    }
    return list;
  }

  private static Type elementType(Type type, Class<?> raw) {
    Type generic = raw == List.class ? type : raw.getGenericSuperclass();
    return ((ParameterizedType) generic).getActualTypeArguments()[0];
  }

  @SuppressWarnings("unchecked")
  private static void setUnknownTaggedFields(Object object, Map<?, ?> fields)
      throws ReflectiveOperationException {
    Field list = unknownTaggedFields(object.getClass());
    Type element = ((ParameterizedType) list.getGenericType()).getActualTypeArguments()[0];
    List<Object> values = new ArrayList<>();
    for (Map.Entry<?, ?> field : fields.entrySet()) {
      var constructor = ((Class<?>) element).getConstructors()[0];
      Object bytes = bind(constructor.getParameterTypes()[1], field.getValue());
      values.add(constructor.newInstance(field.getKey(), bytes));
    }
    list.set(object, values);
  }

  private static Field unknownTaggedFields(Class<?> type) throws NoSuchFieldException {
    for (Field field : type.getDeclaredFields()) {
      if (field.getName().endsWith(Tree.UNKNOWN_TAGGED_FIELDS)) {
        field.setAccessible(true);
        return field;
      }
    }
    throw new NoSuchFieldException(type + " has no unknown tagged fields");
  }

  /** The tree of an object, by its accessors. */
  static Map<String, Object> toTree(Object object) throws ReflectiveOperationException {
    Map<String, Object> tree = new LinkedHashMap<>();
    for (Field field : object.getClass().getDeclaredFields()) {
      String name = field.getName();
      if (name.endsWith(Tree.UNKNOWN_TAGGED_FIELDS)) {
        field.setAccessible(true);
        tree.put(Tree.UNKNOWN_TAGGED_FIELDS, unbindTags((List<?>) field.get(object)));
      } else if (!Modifier.isStatic(field.getModifiers())) {
        Object value = accessor(object.getClass(), name).invoke(object);
        tree.put(name, unbind(value));
      }
    }
    return tree;
  }

  private static Method accessor(Class<?> type, String name) throws NoSuchMethodException {
    Method method = type.getDeclaredMethod(name);
    method.setAccessible(true);
    return method;
  }

  private static Object unbind(Object value) throws ReflectiveOperationException {
    return switch (value) {
      case null -> null;
      case byte[] bytes -> ByteBuffer.wrap(bytes);
      case ByteBuffer bytes -> bytes;
      case Outbound records -> records.bytes();
      case Collection<?> list -> unbindAll(list);
      case Number _, Boolean _, String _ -> value;
      default -> unbindObject(value);
    };
  }

  private static Object unbindObject(Object value) throws ReflectiveOperationException {
    return switch (value.getClass().getSimpleName()) {
      case "Uuid" ->
          new UUID(number(value, "MostSignificantBits"), number(value, "LeastSignificantBits"));
      case "MemoryRecords" -> value.getClass().getMethod("buffer").invoke(value);
      default -> toTree(value);
    };
  }

  /** Kafka's accessor has a "get" in front of the name. */
  private static long number(Object id, String name) throws ReflectiveOperationException {
    for (Method method : id.getClass().getMethods()) {
      if (method.getName().equalsIgnoreCase(name) || method.getName().equals("get" + name)) {
        return (long) method.invoke(id);
      }
    }
    throw new InvocationTargetException(new NoSuchMethodException(name));
  }

  private static List<Object> unbindAll(Collection<?> values) throws ReflectiveOperationException {
    List<Object> list = new ArrayList<>();
    for (Object value : values) {
      list.add(unbind(value));
    }
    return list;
  }

  private static Map<Object, Object> unbindTags(List<?> fields)
      throws ReflectiveOperationException {
    Map<Object, Object> tags = new TreeMap<>();
    for (Object field : fields == null ? List.of() : fields) {
      Map<String, Object> parts = toTree(field);
      tags.put(parts.get("tag"), parts.values().stream().skip(1).findFirst().orElseThrow());
    }
    return tags;
  }
}
