package coppice.server;

import static org.assertj.core.api.Assertions.assertThat;

import coppice.server.kernel.Refusal;
import coppice.server.web.Messages;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.StringEntry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Every text for people is in a bundle, none is missing, none is left over; every refusal has a message.
class RefusalsTest {
    private static final Path CLASSES = Path.of("target/classes/coppice/server");
    private static final Path SOURCES = Path.of("src/main/java/coppice/server");
    private static final Pattern KEY = Pattern.compile("\"([a-z]+\\.[A-Za-z0-9_.-]+)\"");

    /// Keys that are put together while the program runs, by their beginning.
    private static final List<String> COMPOSED = List.of(
            "refusal.",
            "menu.",
            "authority.",
            "category.",
            "ledger.kind.",
            "destination.",
            "commons.role.",
            "distributions.kind.",
            "distributions.behaviour.",
            "contributions.action.",
            "charter.preset.",
            "identity.scope.",
            "contributions.state.",
            "contributions.next.",
            "contributions.verdict.",
            "ledger.form.",
            "ledger.from",
            "ledger.to",
            "decisions.step.",
            "decisions.because.",
            "decisions.stance.",
            "decisions.stance-means.",
            "decisions.rule.",
            "decisions.reason.",
            "decisions.if-nothing.",
            "polls.kind.",
            "polls.kind-what.",
            "polls.least.",
            "polls.most.",
            "polls.by.",
            "polls.by-what.",
            "polls.shows.",
            "polls.shows-note.",
            "polls.mark.",
            "polls.time.",
            "polls.check.",
            "polls.how.step.",
            "talk.reaction.",
            "charter.way.",
            "commons.way-says.",
            "commons.decided.",
            "mail.level.",
            "talk.following.",
            "outcomes.feed.",
            "outcomes.feed-make.",
            "cobudgeting.rule.",
            "cobudgeting.rule-what.",
            "cobudgeting.phase.",
            "cobudgeting.phase-lead.",
            "cobudgeting.state.",
            "cobudgeting.because.",
            "cobudgeting.event.",
            "cobudgeting.happened.",
            "cobudgeting.do.",
            "cobudgeting.expense.",
            "cobudgeting.ballots.",
            "cobudgeting.would.",
            "cobudgeting.how.",
            "cobudgeting.item.",
            "cobudgeting.mail.",
            "cobudgeting.who.",
            "cobudgeting.if-nothing.",
            "equity.share-form.",
            "equity.share-class.",
            "lock.statute.",
            "equity.kind.",
            "equity.source.",
            "equity.points-by.",
            "equity.form-says.",
            "equity.outcome.",
            "distributions.mark.",
            "transvestment.kind.",
            "lock.kind-of.",
            "transvestment.state.",
            "transvestment.rate.",
            "transvestment.base.",
            "lock.act.",
            "lock.holder.",
            "lock.gone.",
            "lock.if-nothing.",
            "motion.",
            "commons.matter.",
            "charter.method.",
            "commons.majority.");

    @Test
    void everyRefusalHasAMessage() throws Exception {
        var known = new Messages().english();
        var missing = new ArrayList<String>();
        int refusals = 0;
        for (var type : types()) {
            if (!Refusal.class.isAssignableFrom(type) || type.isInterface()) continue;
            refusals++;
            for (var code : codes(type)) if (!known.containsKey("refusal." + code)) missing.add(type + ": " + code);
        }
        assertThat(refusals).isGreaterThan(30);
        assertThat(missing).isEmpty();
    }

    /// A refusal's code is its name, or stands in its class as text; some end with the name of a fault.
    private static Set<String> codes(Class<?> type) throws Exception {
        if (Stream.of(type.getDeclaredMethods())
                .noneMatch(method -> method.getName().equals("code")))
            return Set.of(
                    type.getSimpleName().replaceAll("(?<!^)(?=[A-Z])", "-").toLowerCase(java.util.Locale.ROOT));
        var bytes =
                Files.readAllBytes(Path.of("target/classes/" + type.getName().replace('.', '/') + ".class"));
        var codes = new TreeSet<String>();
        for (var entry : ClassFile.of().parse(bytes).constantPool())
            if (entry instanceof StringEntry text && text.stringValue().matches("[a-z]+(-[a-z]+)*"))
                codes.add(text.stringValue());
        var faults = Stream.of(type.getRecordComponents())
                .map(component -> component.getType())
                .filter(component ->
                        component.isEnum() || component.getSimpleName().equals("Rejected"))
                .toList();
        for (var component : type.getRecordComponents()) codes.remove(component.getName());
        codes.removeIf(code -> List.of(
                        "amount",
                        "file",
                        "from",
                        "to",
                        "slug",
                        "email",
                        "password",
                        "surplus",
                        "url",
                        "type",
                        "day",
                        "quantity",
                        "split",
                        "equation",
                        "stance",
                        "reason",
                        "motion",
                        "options",
                        "most",
                        "seats",
                        "receipt",
                        "weights",
                        "named",
                        "to",
                        "line")
                .contains(code));
        if (!faults.isEmpty()) {
            codes.clear();
            for (var name : type.getSimpleName().equals("BadFormula")
                    ? coppice.rules.valuation.Formula.Fault.values()
                    : (Object[]) faults.getFirst().getEnumConstants())
                codes.add((type.getSimpleName().equals("BadFormula") ? "bad-formula-" : "bad-field-")
                        + name.toString().toLowerCase(java.util.Locale.ROOT).replace('_', '-'));
        }
        assertThat(codes).as(type.getName()).isNotEmpty();
        return codes;
    }

    private static List<Class<?>> types() throws Exception {
        var types = new ArrayList<Class<?>>();
        try (var files = Files.walk(CLASSES)) {
            for (var file : files.filter(f -> f.toString().endsWith(".class")).toList()) {
                String name = "coppice.server."
                        + CLASSES.relativize(file).toString().replace('/', '.').replaceAll("\\.class$", "");
                if (!name.contains("Generated")) types.add(Class.forName(name, false, House.class.getClassLoader()));
            }
        }
        return types;
    }

    @Test
    void noMessageIsMissingAndNoneIsLeftOver() throws Exception {
        var known = new Messages().english().keySet();
        var rooms = known.stream()
                .map(key -> key.substring(0, key.indexOf('.')))
                .collect(java.util.stream.Collectors.toSet());
        var used = new HashSet<String>();
        try (var files = Files.walk(SOURCES)) {
            for (var file :
                    files.filter(f -> f.toString().matches(".*\\.(java|jte)")).toList())
                KEY.matcher(Files.readString(file))
                        .results()
                        .map(match -> match.group(1))
                        .forEach(used::add);
        }
        var missing = used.stream()
                .filter(key -> rooms.contains(key.substring(0, key.indexOf('.'))))
                .filter(key -> !known.contains(key) && !key.endsWith(".") && !key.matches(".*\\.(csv|jte|svg|md|css)"))
                .filter(key -> COMPOSED.stream().noneMatch(key::startsWith))
                .toList();
        var unused = known.stream()
                .filter(key -> !used.contains(key))
                .filter(key -> COMPOSED.stream().noneMatch(key::startsWith))
                .toList();
        assertThat(missing).as("used, but in no bundle").isEmpty();
        assertThat(unused).as("in a bundle, but used nowhere").isEmpty();
    }
}
