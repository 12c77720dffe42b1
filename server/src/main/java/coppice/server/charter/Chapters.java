package coppice.server.charter;

import coppice.server.charter.Chapter.Change;
import coppice.server.charter.Chapter.Clause;
import coppice.server.commons.Commons;
import coppice.server.commons.Matter;
import coppice.server.kernel.Fields;
import coppice.server.kernel.Refused;
import coppice.server.web.Form;
import coppice.server.web.Page;
import coppice.server.web.Text;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// All chapters that the rooms of this server bring, and what is done with a charter as a whole.
///
/// Chapters may need what needs the charter, so they are looked up when they are first asked for.
@Component
public class Chapters {
    private static final String PURPOSE = "purpose";
    private static final int LONGEST_PURPOSE = 2000;
    private static final int MOST_DIGITS = 40;

    private final ObjectProvider<Chapter<?>> offered;
    private final ObjectProvider<JsonMapper> json;

    Chapters(ObjectProvider<Chapter<?>> offered, ObjectProvider<JsonMapper> json) {
        this.offered = offered;
        this.json = json;
    }

    private List<Chapter<?>> all() {
        return offered.orderedStream().toList();
    }

    /// A charter that says nothing but what it is for.
    public Charter empty(String purpose) {
        return new Charter(
                purpose, all().stream().map(Chapter::absent).collect(Collectors.toMap(Record::getClass, it -> it)));
    }

    public ObjectNode write(Charter charter) {
        var document = json.getObject().createObjectNode().put(PURPOSE, charter.purpose());
        for (var chapter : all()) document.setAll(members(charter.chapter(chapter.type())));
        return document;
    }

    /// What a request asks for that names a charter. A chapter that says what it would if it were absent is left out,
    /// so that a room more changes nothing about requests from before.
    Map<String, Object> content(Charter charter) {
        var content = new TreeMap<String, Object>(Map.of(PURPOSE, charter.purpose()));
        for (var chapter : all()) {
            var one = charter.chapter(chapter.type());
            if (!one.equals(chapter.absent())) content.put(chapter.type().getSimpleName(), one);
        }
        return content;
    }

    private ObjectNode members(Record chapter) {
        return json.getObject().valueToTree(chapter);
    }

    /// Reads what was written here, maybe long ago: what no chapter knows any more is left out.
    Charter read(JsonNode document) {
        return read(document, false);
    }

    /// Reads what somebody sent; refused where it names what no chapter knows.
    public Charter readSent(JsonNode document) {
        if (!document.isObject() || hasHugeNumbers(document)) throw new Refused(new CharterRefusal.UnreadableCharter());
        Set<String> known = new TreeSet<>(Set.of(PURPOSE));
        for (var chapter : all()) known.addAll(members(chapter.absent()).propertyNames());
        var unknown = new TreeSet<>(document.propertyNames());
        unknown.removeAll(known);
        if (!unknown.isEmpty())
            throw new Refused(new CharterRefusal.UnknownChapter(String.join(", ", unknown), String.join(", ", known)));
        return read(document, true);
    }

    /// Numbers that would take the memory of the server to write down.
    private static boolean hasHugeNumbers(JsonNode node) {
        if (node.isNumber())
            return Math.abs(node.decimalValue().scale()) > MOST_DIGITS
                    || node.decimalValue().precision() > MOST_DIGITS;
        return node.valueStream().anyMatch(Chapters::hasHugeNumbers);
    }

    private Charter read(JsonNode document, boolean sent) {
        var chapters = new HashMap<Class<? extends Record>, Record>();
        for (var chapter : all()) chapters.put(chapter.type(), read(chapter, document, sent));
        return new Charter(document.path(PURPOSE).asString(""), chapters);
    }

    private <T extends Record> T read(Chapter<T> chapter, JsonNode document, boolean sent) {
        var members = members(chapter.absent());
        for (var name : List.copyOf(members.propertyNames()))
            if (document.hasNonNull(name)) members.set(name, document.get(name));
        var reader = json.getObject().readerFor(chapter.type());
        try {
            return (sent ? reader.with(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES) : reader).readValue(members);
        } catch (JacksonException _) {
            throw new Refused(new CharterRefusal.UnreadableChapter(String.join(", ", members.propertyNames())));
        }
    }

    /// The chapters of a charter in their order, in words.
    public List<Told> says(Charter charter, Commons commons, Text text) {
        return all().stream()
                .map(chapter -> new Told(
                        text.say(chapter.title()), says(chapter, charter, commons, text), chapter.address(commons)))
                .toList();
    }

    /// A chapter in words.
    ///
    /// @param address where it is changed on a page of its own
    public record Told(String title, List<Clause> clauses, Optional<String> address) {}

    private static <T extends Record> List<Clause> says(
            Chapter<T> chapter, Charter charter, Commons commons, Text text) {
        return chapter.says(charter.chapter(chapter.type()), charter, commons, text);
    }

    /// What going over from one charter to another changes, fact by fact.
    public List<Change> changes(Charter before, Charter after, Commons commons, Text text) {
        var changes = new ArrayList<Change>();
        if (!before.purpose().equals(after.purpose()))
            changes.add(new Change(
                    text.say("charter.purpose"), Optional.of(before.purpose()), Optional.of(after.purpose())));
        for (var chapter : all())
            changes.addAll(differences(says(chapter, before, commons, text), says(chapter, after, commons, text)));
        return changes;
    }

    private static List<Change> differences(List<Clause> before, List<Clause> after) {
        var was = byWhatTheyAreAbout(before);
        var is = byWhatTheyAreAbout(after);
        var abouts = new LinkedHashMap<>(was);
        abouts.putAll(is);
        return abouts.entrySet().stream()
                .map(one -> new Change(
                        one.getValue().about(),
                        Optional.ofNullable(was.get(one.getKey())).map(Clause::says),
                        Optional.ofNullable(is.get(one.getKey())).map(Clause::says)))
                .filter(change -> !change.before().equals(change.after()))
                .toList();
    }

    /// Of two clauses about the same, the first is compared with the first, the second with the second.
    private static Map<String, Clause> byWhatTheyAreAbout(Collection<Clause> clauses) {
        var sorted = new LinkedHashMap<String, Clause>();
        for (var clause : clauses) {
            String key = clause.about();
            while (sorted.containsKey(key)) key += " ";
            sorted.put(key, clause);
        }
        return sorted;
    }

    /// Refuses a charter that contradicts itself.
    void check(Charter charter, Commons commons) {
        Fields.text(PURPOSE, charter.purpose(), LONGEST_PURPOSE);
        for (var chapter : all()) check(chapter, charter, commons);
    }

    private static <T extends Record> void check(Chapter<T> chapter, Charter charter, Commons commons) {
        chapter.check(charter.chapter(chapter.type()), charter, commons);
    }

    /// The charter in the form in which it is kept.
    Charter kept(Charter charter, Commons commons) {
        var kept = charter;
        for (var chapter : all()) kept = kept.with(kept(chapter, charter, commons));
        return kept;
    }

    private static <T extends Record> T kept(Chapter<T> chapter, Charter charter, Commons commons) {
        return chapter.kept(charter.chapter(chapter.type()), commons);
    }

    /// By which procedures going over from one charter to another is decided: that for charters, and maybe a stricter
    /// one beside it.
    Set<Matter> matters(Charter before, Charter after) {
        var matters = EnumSet.of(Matter.CHARTER);
        for (var chapter : all()) matters.add(matter(chapter, before, after));
        return matters;
    }

    private static <T extends Record> Matter matter(Chapter<T> chapter, Charter before, Charter after) {
        return chapter.matter(before.chapter(chapter.type()), after.chapter(chapter.type()));
    }

    /// Whether going over from one charter to another changes what only a special resolution may change.
    public boolean touchesLock(Charter before, Charter after) {
        return matters(before, after).contains(Matter.LOCK);
    }

    /// Whether whoever holds the golden share has to consent.
    boolean needsConsent(Charter before, Charter after) {
        return all().stream().anyMatch(chapter -> needsConsent(chapter, before, after));
    }

    private static <T extends Record> boolean needsConsent(Chapter<T> chapter, Charter before, Charter after) {
        return chapter.needsConsent(before.chapter(chapter.type()), after.chapter(chapter.type()));
    }

    /// The charter as the fields of a form.
    public Map<String, String> values(Charter charter, Commons commons) {
        var values = new HashMap<String, String>();
        values.put(PURPOSE, charter.purpose());
        for (var chapter : all()) values.putAll(values(chapter, charter, commons));
        return values;
    }

    private static <T extends Record> Map<String, String> values(Chapter<T> chapter, Charter charter, Commons commons) {
        return chapter.values(charter.chapter(chapter.type()), commons);
    }

    /// The parts of that form.
    public List<Page> fields(Charter charter, Commons commons, Form form) {
        return all().stream()
                .flatMap(chapter -> chapter.fields(charter, commons, form).stream())
                .toList();
    }

    /// What was written into it.
    public Charter read(Form form, Charter before, Commons commons) {
        var then = before.withPurpose(Fields.text(PURPOSE, form.value(PURPOSE), LONGEST_PURPOSE));
        for (var chapter : all()) then = then.with(read(chapter, form, before, commons));
        return then;
    }

    private static <T extends Record> T read(Chapter<T> chapter, Form form, Charter before, Commons commons) {
        return chapter.read(form, before.chapter(chapter.type()), commons);
    }
}
