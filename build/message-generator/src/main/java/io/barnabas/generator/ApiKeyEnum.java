package io.barnabas.generator;

import java.util.List;
import java.util.Locale;

/** Writes the enum of API keys. */
final class ApiKeyEnum {
  private static final String MEMBERS =
      """
        private static final ApiKey[] BY_ID = new ApiKey[values()[values().length - 1].id + 1];

        static {
          for (ApiKey key : values()) {
            BY_ID[key.id] = key;
          }
        }

        private final String apiName;
        private final short id;
        private final short lowestVersion;
        private final short highestVersion;
        private final int requestFlexibleFrom;
        private final int responseFlexibleFrom;
        private final boolean latestVersionUnstable;
        private final Set<ListenerKind> listeners;

        ApiKey(
            String apiName,
            int id,
            int lowestVersion,
            int highestVersion,
            int requestFlexibleFrom,
            int responseFlexibleFrom,
            boolean latestVersionUnstable,
            ListenerKind... listeners) {
          this.apiName = apiName;
          this.id = (short) id;
          this.lowestVersion = (short) lowestVersion;
          this.highestVersion = (short) highestVersion;
          this.requestFlexibleFrom = requestFlexibleFrom;
          this.responseFlexibleFrom = responseFlexibleFrom;
          this.latestVersionUnstable = latestVersionUnstable;
          this.listeners = Set.of(listeners);
        }

        /** The API with that number on the wire, null if there is none. */
        public static @Nullable ApiKey forId(int id) {
          return id >= 0 && id < BY_ID.length ? BY_ID[id] : null;
        }

        /** The name as the schemas spell it, such as {@code OffsetCommit}. */
        public String apiName() {
          return apiName;
        }

        public short id() {
          return id;
        }

        /** The lowest version that has a schema, for request and response alike. */
        public short lowestVersion() {
          return lowestVersion;
        }

        /** The highest version that has a schema, for request and response alike. */
        public short highestVersion() {
          return highestVersion;
        }

        /** Whether there is a schema of that version. */
        public boolean hasVersion(int version) {
          return version >= lowestVersion && version <= highestVersion;
        }

        /** Whether the highest version may still change, so that it is not to be advertised. */
        public boolean latestVersionUnstable() {
          return latestVersionUnstable;
        }

        /** Where Kafka serves it; empty for an API that only clients of the past know. */
        public Set<ListenerKind> listeners() {
          return listeners;
        }

        /**
         * The version of the request header: 2 with flexible versions, else 1. Version 0 of
         * ControlledShutdown has header version 0, without a client id.
         */
        public short requestHeaderVersion(int version) {
          if (this == CONTROLLED_SHUTDOWN && version == 0) {
            return 0;
          }
          return (short) (version >= requestFlexibleFrom ? 2 : 1);
        }

        /**
         * The version of the response header: 1 with flexible versions, else 0. ApiVersions always
         * has 0, so that a client understands an answer in a version it did not ask for (KIP-511).
         */
        public short responseHeaderVersion(int version) {
          return (short) (this != API_VERSIONS && version >= responseFlexibleFrom ? 1 : 0);
        }
      """;

  private ApiKeyEnum() {}

  static String source(List<Api> apis) {
    JavaSource out = new JavaSource();
    out.line("package io.barnabas.protocol;").blank();
    out.line("import java.util.Set;");
    out.line("import javax.annotation.processing.Generated;");
    out.line("import org.jspecify.annotations.Nullable;").blank();
    out.line("/** Every API of the protocol, with the versions of both joined releases. */");
    out.line(MessageClass.GENERATED);
    out.open("public enum ApiKey");
    for (int i = 0; i < apis.size(); i++) {
      out.line(constant(apis.get(i)) + (i == apis.size() - 1 ? ";" : ","));
    }
    out.blank().lines(MEMBERS);
    return out.close().toString();
  }

  /** The name of the enum's constant. */
  static String constantName(String camelCase) {
    return camelCase.replaceAll("([a-z])([A-Z])", "$1_$2").toUpperCase(Locale.ROOT);
  }

  private static String constant(Api api) {
    StringBuilder text = new StringBuilder(constantName(api.name()));
    MessageSchema request = api.request();
    text.append("(\"%s\", %d".formatted(api.name(), api.key()));
    text.append(", %d, %d".formatted(request.valid().lowest(), request.valid().highest()));
    text.append(", %d, %d".formatted(flexibleFrom(request), flexibleFrom(api.response())));
    text.append(", ").append(request.identity().latestVersionUnstable());
    for (String listener : request.identity().listeners()) {
      text.append(", ListenerKind.").append(constantName(listener));
    }
    return text.append(")").toString();
  }

  private static int flexibleFrom(MessageSchema message) {
    return message.flexible().and(message.valid()).lowest();
  }
}
