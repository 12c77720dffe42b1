package coppice.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Every form that changes a commons: it sends what its act takes, and no page takes a term that the act does not have.
class ActFormsTest {
    private static final Pattern LINK = Pattern.compile("href=\"(/c/[^\"#]*)");
    private static final Pattern FORM =
            Pattern.compile("<form [^>]*action=\"([^\"]*)\"[^>]*>(.*?)</form>", Pattern.DOTALL);
    private static final Pattern FIELD = Pattern.compile(
            "<input\\b([^>]*)>|<textarea\\b([^>]*)>([^<]*)</textarea>|<select\\b([^>]*)>(.*?)</select>",
            Pattern.DOTALL);
    private static final Pattern NAME = Pattern.compile("\\bname=\"([^\"]*)\"");
    private static final Pattern VALUE = Pattern.compile("\\bvalue=\"([^\"]*)\"");

    private record Act(String page, String address, Map<String, String> fields) {}

    private static List<Act> acts(Visitor visitor, String root) {
        var acts = new ArrayList<Act>();
        var asked = new HashSet<>(List.of(root));
        var todo = new ArrayDeque<>(asked);
        while (!todo.isEmpty()) {
            String page = todo.removeFirst();
            var answer = visitor.get(page);
            if (!answer.headers().firstValue("Content-Type").orElse("").startsWith("text/html")) continue;
            LINK.matcher(answer.body())
                    .results()
                    .map(link -> link.group(1).replace("&amp;", "&"))
                    .forEach(link -> {
                        if (link.startsWith(root + "/") && asked.add(link)) todo.addLast(link);
                    });
            FORM.matcher(answer.body())
                    .results()
                    .filter(form -> form.group(2).contains("name=\"how\""))
                    .forEach(form -> acts.add(new Act(page, form.group(1), fields(form.group(2)))));
        }
        return acts;
    }

    /// As a browser would send them, with what must be given filled in.
    private static Map<String, String> fields(String form) {
        var fields = new LinkedHashMap<String, String>();
        FIELD.matcher(form).results().forEach(field -> {
            var name = NAME.matcher(field.group().replaceFirst("(?s)>.*", ""));
            if (!name.find() || Set.of("_csrf", "emergency").contains(name.group(1))) return;
            if (field.group().contains("type=\"checkbox\"") && !field.group().contains(" checked")) return;
            var value = VALUE.matcher(field.group());
            String given = field.group(3) != null ? field.group(3) : value.find() ? value.group(1) : "";
            fields.putIfAbsent(
                    name.group(1),
                    given.isBlank()
                                    && (field.group().contains(" required")
                                            || name.group(1).equals("reason"))
                            ? "1"
                            : given);
        });
        fields.put("key", UUID.randomUUID().toString());
        return fields;
    }

    @Test
    void everyActTakesWhatItsFormSendsAndNothingElse() {
        var stage = new ActStage();
        var ana = Visitor.signedIn(stage.house().story().person("Ana"));
        var acts = acts(ana, stage.commons().address());
        assertThat(acts.stream()
                        .map(Act::address)
                        .map(address -> address.replaceAll("[0-9a-f-]{36}", "ID"))
                        .distinct())
                .hasSizeGreaterThan(9);
        var faults = new TreeSet<String>();
        for (var act : acts) {
            var more = new LinkedHashMap<>(act.fields());
            more.put("colour", "green");
            var refused = ana.post(act.address(), more);
            if (refused.statusCode() / 100 != 4) faults.add(act.page() + " takes a term too many");
            var taken = ana.post(act.address(), act.fields());
            if (taken.body().contains("is no term of this"))
                faults.add(act.page() + " sends one: "
                        + taken.body().replaceAll("(?s).*?(“[^”]*” is no term[^<]*).*", "$1"));
        }
        assertThat(faults).isEmpty();
    }
}
