package coppice.server.decisions.web;

import coppice.server.commons.Motion;
import coppice.server.commons.Motions;
import coppice.server.commons.TermShape;
import coppice.server.commons.TermsOf;
import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import java.util.List;
import java.util.Objects;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;

/// Puts the terms of every act into the description of the API, out of their records.
@Component
class ActSchemas implements OpenApiCustomizer, OperationCustomizer {
    private final Motions motions;

    ActSchemas(Motions motions) {
        this.motions = motions;
    }

    private static Schema<?> reference(String act) {
        return new JsonSchema().$ref("#/components/schemas/" + act);
    }

    @Override
    public void customise(OpenAPI document) {
        var schemas = document.getComponents().getSchemas();
        for (var motion : motions.all())
            schemas.put(
                    motion.name(), Json31.mapper().convertValue(TermShape.schema(motion.terms()), JsonSchema.class));
        for (var body : List.of("ActBody", "ProposalBody")) {
            var terms = new JsonSchema();
            motions.all().forEach(motion -> terms.addOneOfItem(reference(motion.name())));
            Objects.requireNonNull(schemas.get(body), body).addProperty("terms", terms);
        }
    }

    @Override
    public Operation customize(Operation operation, HandlerMethod method) {
        for (var parameter : method.getMethodParameters()) {
            var terms = parameter.getParameterAnnotation(TermsOf.class);
            if (terms == null) continue;
            var schema = reference(Motion.name(terms.value()));
            operation.getRequestBody().getContent().values().forEach(content -> content.setSchema(schema));
        }
        return operation;
    }
}
