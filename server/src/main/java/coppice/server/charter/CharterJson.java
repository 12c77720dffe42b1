package coppice.server.charter;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.module.SimpleModule;

/// A charter is one flat object of JSON, to whatever room its members belong.
@Configuration(proxyBeanMethods = false)
class CharterJson {
    @Bean
    JacksonModule charterDocuments(ObjectProvider<Chapters> chapters) {
        return new SimpleModule("charters")
                .addSerializer(Charter.class, new Writing(chapters))
                .addDeserializer(Charter.class, new Reading(chapters));
    }

    private static final class Writing extends ValueSerializer<Charter> {
        private final ObjectProvider<Chapters> chapters;

        Writing(ObjectProvider<Chapters> chapters) {
            this.chapters = chapters;
        }

        @Override
        public void serialize(Charter charter, JsonGenerator into, SerializationContext context) {
            into.writeTree(chapters.getObject().write(charter));
        }
    }

    private static final class Reading extends ValueDeserializer<Charter> {
        private final ObjectProvider<Chapters> chapters;

        Reading(ObjectProvider<Chapters> chapters) {
            this.chapters = chapters;
        }

        @Override
        public Charter deserialize(JsonParser from, DeserializationContext context) {
            var document = context.readTree(from);
            return context.isEnabled(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    ? chapters.getObject().readSent(document)
                    : chapters.getObject().read(document);
        }
    }
}
