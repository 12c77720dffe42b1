package coppice.server.commons;

import coppice.server.kernel.Money;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Writes terms in their one form: members in the order of their names, what is not given left out, so that equal terms
/// are equal text in every version of the program.
final class TermsWriter {
    private TermsWriter() {}

    static String write(JsonMapper json, Record terms) {
        var members = new TreeMap<String, JsonNode>();
        for (var shape : TermShape.of(terms.getClass())) {
            var value = shape.in(terms);
            if (value instanceof Optional<?> optional) {
                if (optional.isEmpty()) continue;
                value = optional.get();
            }
            members.put(shape.name(), node(json, value));
        }
        return sorted(json, json.valueToTree(members)).toString();
    }

    private static JsonNode node(JsonMapper json, Object value) {
        return switch (value) {
            case Money money -> json.getNodeFactory().stringNode(money.plain());
            case BigDecimal number -> json.getNodeFactory().stringNode(number.toPlainString());
            case List<?> list -> {
                var array = json.createArrayNode();
                list.forEach(one -> array.add(node(json, one)));
                yield array;
            }
            case Boolean yes -> json.getNodeFactory().booleanNode(yes);
            case Number whole -> json.getNodeFactory().numberNode(whole.longValue());
            case Record foreign when TermShape.isForeign(foreign.getClass()) -> json.valueToTree(foreign);
            case Enum<?> choice -> json.getNodeFactory().stringNode(choice.name());
            default -> json.getNodeFactory().stringNode(value.toString());
        };
    }

    private static JsonNode sorted(JsonMapper json, JsonNode node) {
        if (node.isArray()) {
            var array = json.createArrayNode();
            node.forEach(one -> array.add(sorted(json, one)));
            return array;
        }
        if (!node.isObject()) return node;
        var members = new TreeMap<String, JsonNode>();
        node.properties().forEach(one -> members.put(one.getKey(), sorted(json, one.getValue())));
        var object = json.createObjectNode();
        members.forEach(object::set);
        return object;
    }
}
