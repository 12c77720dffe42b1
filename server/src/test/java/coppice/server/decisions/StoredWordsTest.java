package coppice.server.decisions;

import static org.assertj.core.api.Assertions.assertThat;

import coppice.rules.voting.Stance;
import coppice.server.Putting;
import coppice.server.Visitor;
import coppice.server.charter.PrivacyRules;
import coppice.server.identity.Identity;
import coppice.server.kernel.ProposalId;
import coppice.server.web.Messages;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What the house says is said in the language of whoever reads it: rows keep what it is about, not the sentence.
class StoredWordsTest extends Deciding {
    /// The wording of a proposal is its proposer's. Where they leave it to the act, they put it as they saw it, and
    /// it stands as it was put, as do the discussion that it began and what was done instead of putting it.
    private static final Set<String> PUT_BY_SOMEBODY =
            Set.of("decisions.proposal.title", "decisions.authority_use.title", "talk.thread.title");

    /// A message as what is written could be told to be it.
    private record Sentence(String key, String longest, Pattern whole) {
        static Sentence of(String key, String message) {
            var parts = new ArrayList<String>();
            int depth = 0;
            var part = new StringBuilder();
            for (char letter : message.replace("''", "'").toCharArray()) {
                if (letter == '{' && depth++ == 0) {
                    parts.add(part.toString());
                    part.setLength(0);
                }
                if (depth == 0) part.append(letter);
                if (letter == '}') depth--;
            }
            parts.add(part.toString());
            return new Sentence(
                    key,
                    parts.stream().max(Comparator.comparing(String::length)).orElseThrow(),
                    Pattern.compile(
                            parts.stream().map(Pattern::quote).collect(Collectors.joining(".*")), Pattern.DOTALL));
        }

        boolean isTelling() {
            return longest.length() > 8 && longest.strip().contains(" ");
        }

        boolean is(String text) {
            return text.contains(longest) && whole.matcher(text).matches();
        }
    }

    private record Column(String table, String name, String type) {
        String full() {
            return table + "." + name;
        }
    }

    private List<Column> columns() {
        return house.sql()
                .sql("""
                        select c.table_schema || '.' || c.table_name as tab, c.column_name as col, c.udt_name as type
                        from information_schema.columns c
                        join information_schema.tables t using (table_schema, table_name)
                        where t.table_type = 'BASE TABLE' and c.udt_name in ('text', 'varchar', 'jsonb', 'json', '_text')
                          and c.table_schema not in ('pg_catalog', 'information_schema', 'migrations')""")
                .query((row, _) -> new Column(row.getString("tab"), row.getString("col"), row.getString("type")))
                .list();
    }

    /// Every text that stands in a column, also those within JSON.
    private Set<String> texts(Column column) {
        String value = column.type().equals("_text") ? "unnest(%s)".formatted(column.name()) : column.name();
        var texts = new HashSet<String>();
        var json = house.room(JsonMapper.class);
        for (var text : house.sql()
                .sql("select distinct %s::text from %s".formatted(value, column.table()))
                .query(String.class)
                .list())
            if (text != null) {
                if (column.type().startsWith("json"))
                    leaves(json.readTree(text)).forEach(texts::add);
                else texts.add(text);
            }
        return texts;
    }

    private static Stream<String> leaves(JsonNode node) {
        return node.isContainer()
                ? node.valueStream().flatMap(StoredWordsTest::leaves)
                : Stream.of(node.isString() ? node.stringValue() : "");
    }

    private ProposalId blocked() {
        var then = charters.inForce(commons.id()).charter();
        var first = propose(
                "amend-charter",
                Putting.amendment(charters.inForce(commons.id()), then.with(new PrivacyRules(true)), "one"));
        var second = propose("amend-charter", Putting.amendment(charters.inForce(commons.id()), then, "two"));
        all(first, Stance.NO_OBJECTION);
        all(second, Stance.NO_OBJECTION);
        decisions.closeEarly(ana, first);
        assertThat(decisions.closeEarly(ana, second).step()).isEqualTo(Proposal.Step.BLOCKED);
        return second;
    }

    private void doneAlone() {
        income(1000, "reserve");
        var granted = propose(
                "grant-authority",
                Map.of(
                        "member",
                        ana.party().toString(),
                        "matter",
                        "RESERVE",
                        "amount",
                        "5.00",
                        "until",
                        LocalDate.now(ZoneOffset.UTC).plusDays(30).toString()));
        all(granted, Stance.YES);
        assertThat(decisions.closeEarly(ana, granted).step()).isEqualTo(Proposal.Step.ENACTED);
        Putting.byAuthority(ana, "spend-reserve", Map.of("to", "expenses", "amount", "1.00"), "alone");
    }

    @Test
    void noRowHoldsASentenceOfTheHouse() {
        blocked();
        doneAlone();
        var sentences = new Messages()
                .english().entrySet().stream()
                        .map(one -> Sentence.of(one.getKey(), one.getValue()))
                        .filter(Sentence::isTelling)
                        .toList();
        assertThat(sentences).hasSizeGreaterThan(1000);
        var put = new HashSet<String>();
        var faults = new TreeSet<String>();
        var met = new TreeSet<String>();
        for (var column : columns()) if (PUT_BY_SOMEBODY.contains(column.full())) put.addAll(texts(column));
        for (var column : columns())
            for (var text : texts(column))
                for (var sentence : sentences)
                    if (sentence.is(text)) {
                        if (PUT_BY_SOMEBODY.contains(column.full())) met.add(column.full());
                        else if (!put.contains(text)) faults.add(column.full() + ": " + sentence.key() + ": " + text);
                    }
        assertThat(faults).isEmpty();
        assertThat(met).as("exceptions that are needed").isEqualTo(new TreeSet<>(PUT_BY_SOMEBODY));
    }

    private String readAs(String language, String path) throws IOException, InterruptedException {
        String session = house.room(Identity.class)
                .openSession(house.story().person("Ana"), "test")
                .value();
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(house.address() + path))
                                .header("Accept-Language", language)
                                .header("Cookie", "coppice-session=" + session)
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }

    /// The pseudo-language marks each sentence that came from a bundle when it was read.
    @Test
    void whyItIsBlockedAndALetterAreReadInTheReadersLanguage() throws Exception {
        String path = Proposals.address(commons, blocked());
        String why = "Somebody changed the charter in between";
        assertThat(readAs("en", path)).contains(why);
        assertThat(readAs("ar-XB", path)).contains("\u202e" + why);
        assertThat(readAs("en", commons.address() + "/mail")).contains("deciding", ": A title");
        assertThat(readAs("ar-XB", commons.address() + "/mail")).contains("\u202e" + commons.name() + ": A title");
    }

    /// Rows of earlier versions hold the sentence as it was said then.
    @Test
    void whatWasStoredAsASentenceIsStillRead() {
        var proposal = blocked();
        for (var sql : List.of("""
                insert into decisions.blockage (commons_id, proposal_id, number, tried_at, code, words)
                values (:commons, :proposal, 9, now(), 'charter-moved', to_jsonb('As {0} was said then.'::text))""", """
                insert into mail.outbox (commons_id, id, account_id, subject, words, link, digest, created_at, send_at)
                values (:commons, :proposal, :account, to_jsonb('Subject {0} of then'::text), '"Words"', '/', false, now(), now())"""))
            house.sql()
                    .sql(sql)
                    .params(Map.of(
                            "commons", commons.id().value(),
                            "proposal", proposal.value(),
                            "account", house.story().person("Ben").id().value()))
                    .update();
        var ana = Visitor.signedIn(house.story().person("Ana"));
        assertThat(ana.get(Proposals.address(commons, proposal)).body()).contains("As {0} was said then.");
        assertThat(ana.get(commons.address() + "/mail").body()).contains("Subject {0} of then");
    }
}
