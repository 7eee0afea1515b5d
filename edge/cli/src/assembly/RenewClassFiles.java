import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.ClassHierarchyResolverOption;
import java.lang.classfile.ClassFile.StackMapsOption;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.lang.constant.ClassDesc;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Rewrites a jar's classes that have the class file format of Java 5 or before into that of Java 8,
 * in place. The JVM's ahead-of-time cache leaves such old classes out, and verifies them in the slow
 * old way; picocli's are, and rewriting them makes a tool start three times as quickly.
 *
 * <p>Run by the build as a source file: {@code java RenewClassFiles.java JAR}.
 */
final class RenewClassFiles {
  private static final int FIRST_WITH_STACK_MAPS = ClassFile.JAVA_6_VERSION;
  private static final int TARGET = ClassFile.JAVA_8_VERSION;

  private final ZipFile jar;
  private final ClassFile classFiles;

  private RenewClassFiles(ZipFile jar) {
    this.jar = jar;
    ClassHierarchyResolver resolver =
        ClassHierarchyResolver.defaultResolver()
            .orElse(ClassHierarchyResolver.ofResourceParsing(this::open));
    this.classFiles = 
        ClassFile.of(
            StackMapsOption.GENERATE_STACK_MAPS, ClassHierarchyResolverOption.of(resolver));
  }

  public static void main(String[] arguments) throws IOException {
    Path path = Path.of(arguments[0]);
    Path renewed = path.resolveSibling(path.getFileName() + ".renewed");
    try (ZipFile jar = new ZipFile(path.toFile());
        ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(renewed))) {
      new RenewClassFiles(jar).writeTo(out);
    }
    Files.move(renewed, path, StandardCopyOption.ATOMIC_MOVE);
  }

  private void writeTo(ZipOutputStream out) throws IOException {
    for (ZipEntry entry : jar.stream().<ZipEntry>map(each -> each).toList()) {
      byte[] content = read(entry);
      out.putNextEntry(new ZipEntry(entry.getName()));
      out.write(entry.getName().endsWith(".class") ? renewed(content) : content);
      out.closeEntry();
    }
  }

  private byte[] renewed(byte[] bytes) {
    ClassModel old = classFiles.parse(bytes);
    if (old.majorVersion() >= FIRST_WITH_STACK_MAPS) {
      return bytes;
    }
    ClassTransform newVersion =
        (builder, element) -> {
          switch (element) {
            case ClassFileVersion _ -> builder.withVersion(TARGET, 0);
            default -> builder.with(element);
          }
        };
    return classFiles.transformClass(
        old,
        ClassTransform.transformingMethodBodies(CodeTransform.ACCEPT_ALL).andThen(newVersion));
  }

  private InputStream open(ClassDesc type) {
    String descriptor = type.descriptorString();
    ZipEntry entry = jar.getEntry(descriptor.substring(1, descriptor.length() - 1) + ".class");
    try {
      return entry == null ? null : jar.getInputStream(entry);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private byte[] read(ZipEntry entry) throws IOException {
    try (InputStream in = jar.getInputStream(entry)) {
      return in.readAllBytes();
    }
  }
}
