package coppice.server.kernel;

import coppice.rules.money.Ratio;
import java.util.UUID;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.module.SimpleDeserializers;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.ToStringSerializer;

/// How ids and the types of the rules are written as JSON.
public final class Json {
    private Json() {}

    /// Exact numbers as text: `3`, or `1/3`; ids as their UUID.
    public static SimpleModule module() {
        var module = new SimpleModule("coppice")
                .addSerializer(Ratio.class, ToStringSerializer.instance)
                .addSerializer(Id.class, ToStringSerializer.instance);
        module.setDeserializers(new SimpleDeserializers() {
            @Override
            public ValueDeserializer<?> findBeanDeserializer(
                    JavaType type, DeserializationConfig config, BeanDescription.Supplier description) {
                return type.isTypeOrSubTypeOf(Id.class)
                        ? new IdReader(type.getRawClass().asSubclass(Id.class))
                        : super.findBeanDeserializer(type, config, description);
            }
        });
        return module;
    }

    /// Also takes `{"value": …}`, as ids were written before they were text.
    private static final class IdReader extends StdDeserializer<Id> {
        private final Class<? extends Id> kind;

        private IdReader(Class<? extends Id> kind) {
            super(kind);
            this.kind = kind;
        }

        @Override
        public Id deserialize(JsonParser parser, DeserializationContext context) {
            var value = parser.hasToken(JsonToken.START_OBJECT)
                    ? UUID.fromString(context.readTree(parser).get("value").asString())
                    : context.readValue(parser, UUID.class);
            return Id.of(kind, value);
        }
    }
}
