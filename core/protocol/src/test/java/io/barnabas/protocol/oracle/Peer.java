package io.barnabas.protocol.oracle;

import io.barnabas.environment.Outbound;
import io.barnabas.protocol.Message;
import io.barnabas.protocol.primitive.MessageWriter;
import java.lang.reflect.InvocationTargetException;
import java.nio.ByteBuffer;
import java.util.Map;

/** One message: Kafka's class and ours. */
record Peer(String release, Schema schema, Class<?> official, Class<?> ours) {
  private static final String PROTOCOL = "org.apache.kafka.common.protocol.";

  @Override
  public String toString() {
    return release + " " + schema.name();
  }

  byte[] encodeOfficially(Map<String, Object> tree, short version) throws Exception {
    Object message = TreeBinder.toObject(official, tree);
    Class<?> cacheClass = official("ObjectSerializationCache");
    Object cache = cacheClass.getConstructor().newInstance();
    int size =
        (int) call(message, "size", new Class<?>[] {cacheClass, short.class}, cache, version);
    ByteBuffer buffer = ByteBuffer.allocate(size);
    Class<?>[] types = {official("Writable"), cacheClass, short.class};
    call(message, "write", types, accessor(buffer), cache, version);
    return buffer.array();
  }

  Map<String, Object> decodeOfficially(byte[] bytes, short version) throws Exception {
    Object message = official.getConstructor().newInstance();
    Class<?>[] types = {official("Readable"), short.class};
    call(message, "read", types, accessor(ByteBuffer.wrap(bytes)), version);
    return TreeBinder.toTree(message);
  }

  /** What Kafka shows of bytes that it wrote. */
  String jsonOfficially(byte[] bytes, short version) throws Exception {
    Object message = official.getConstructor().newInstance();
    Class<?>[] types = {official("Readable"), short.class};
    call(message, "read", types, accessor(ByteBuffer.wrap(bytes)), version);
    Class<?> converter = official.getClassLoader().loadClass(official.getName() + "JsonConverter");
    return converter
        .getMethod("write", official, short.class)
        .invoke(null, message, version)
        .toString();
  }

  private Class<?> official(String name) throws ClassNotFoundException {
    return official.getClassLoader().loadClass(PROTOCOL + name);
  }

  private Object accessor(ByteBuffer buffer) throws ReflectiveOperationException {
    return official("ByteBufferAccessor").getConstructor(ByteBuffer.class).newInstance(buffer);
  }

  /** Throws what the method throws. */
  private static Object call(Object target, String name, Class<?>[] types, Object... arguments)
      throws Exception {
    try {
      return target.getClass().getMethod(name, types).invoke(target, arguments);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }

  Message toOurs(Map<String, Object> tree) throws ReflectiveOperationException {
    return (Message) TreeBinder.toObject(ours, tree);
  }

  static byte[] encode(Message message, short version) {
    MessageWriter out = new MessageWriter(1);
    message.write(out, version);
    ByteBuffer whole = ByteBuffer.allocate((int) out.toOutbound().sizeBytes());
    for (var piece : out.toOutbound().pieces()) {
      whole.put(((Outbound.Bytes) piece).buffer().duplicate());
    }
    return whole.array();
  }

  Message decode(ByteBuffer bytes, short version) throws Exception {
    try {
      return (Message)
          ours.getMethod("read", ByteBuffer.class, short.class).invoke(null, bytes, version);
    } catch (InvocationTargetException e) {
      throw (Exception) e.getCause();
    }
  }
}
