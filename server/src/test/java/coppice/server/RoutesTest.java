package coppice.server;

import static org.assertj.core.api.Assertions.assertThat;

import coppice.server.charter.Charters;
import coppice.server.charter.DecisionRules;
import coppice.server.charter.Preset;
import coppice.server.charter.Presets;
import coppice.server.cobudgeting.Buckets;
import coppice.server.cobudgeting.Rounds;
import coppice.server.commons.Applications;
import coppice.server.commons.Circles;
import coppice.server.commons.Commons;
import coppice.server.commons.Commonses;
import coppice.server.commons.Member;
import coppice.server.commons.Steward;
import coppice.server.contributions.Contributions;
import coppice.server.contributions.Histories;
import coppice.server.decisions.Decisions;
import coppice.server.distributions.Distributions;
import coppice.server.distributions.Payouts;
import coppice.server.expenses.Expense;
import coppice.server.expenses.Spendings;
import coppice.server.files.FileId;
import coppice.server.kernel.PartyId;
import coppice.server.ledger.EntryFilter;
import coppice.server.ledger.Ledger;
import coppice.server.ledger.StatementId;
import coppice.server.ledger.Statements;
import coppice.server.lock.AssetId;
import coppice.server.lock.LockBook;
import coppice.server.outcomes.Results;
import coppice.server.polls.Panels;
import coppice.server.polls.Polls;
import coppice.server.talk.Comments;
import coppice.server.talk.Opinions;
import coppice.server.talk.Templates;
import coppice.server.talk.Threads;
import coppice.server.transvestment.Instrument;
import coppice.server.transvestment.Instruments;
import coppice.server.web.Access;
import coppice.server.web.Viewer;
import coppice.server.web.Viewer.Scope;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/// Every route, asked for by everybody: the list is the running program's own.
class RoutesTest {
    private static final House HOUSE = House.open();
    private static final Map<String, Visitor> WHO = new LinkedHashMap<>();
    private static Commons other;
    private static PartyId history;
    private static StatementId statement;
    private static UUID thread;
    private static UUID proposal;
    private static UUID poll;
    private static UUID comment;
    private static UUID application;
    private static UUID statementOfOpinion;
    private static UUID panel;
    private static UUID circle;
    private static UUID template;
    private static UUID milestone;
    private static FileId file;
    private static UUID round;
    private static UUID bucket;
    private static FileId image;
    private static Expense expense;
    private static Instrument instrument;
    private static AssetId asset;

    record Route(RequestMethod method, String pattern, Access access, boolean afterEnd) {
        boolean api() {
            return pattern.startsWith("/api/");
        }
    }

    @BeforeAll
    static void everybody() throws Exception {
        if (!WHO.isEmpty()) return;
        var story = HOUSE.story();
        other = HOUSE.room(Charters.class)
                .found(
                        story.person("Eve"),
                        "Elsewhere",
                        "elsewhere",
                        "EUR",
                        HOUSE.room(Presets.class)
                                .charter(Preset.TIME_BANK, "Another commons")
                                .with(DecisionRules.NONE),
                        "found-elsewhere");
        var village = HOUSE.village();
        var ana = story.person("Ana");
        var steward = HOUSE.room(Commonses.class)
                .standing(
                        village.slug(),
                        new Viewer(Optional.of(ana.id()), ana.name(), Optional.empty(), Optional.empty()))
                .steward();
        var item = new Histories.Item("1", LocalDate.of(2026, 9, 1), "a stranger", BigDecimal.ONE, "", "");
        HOUSE.room(Histories.class).bring(steward, "routes", "work", List.of(item), _ -> {});
        history = HOUSE.room(Contributions.class).authors(village.id()).stream()
                .filter(author -> author.key().equals("a stranger"))
                .findFirst()
                .orElseThrow()
                .party()
                .id();
        statement = HOUSE.room(Statements.class)
                .bring(steward, "routes.csv", "date,amount\n2026-09-01,1.00\n".getBytes(StandardCharsets.UTF_8));
        HOUSE.room(Statements.class).book(steward, statement, _ -> {});
        instrument = HOUSE.room(Instruments.class).instruments(village.id()).getFirst();
        asset = HOUSE.room(LockBook.class).assets(village.id()).getFirst().id();
        var decisions = HOUSE.room(Decisions.class);
        thread = HOUSE.room(Threads.class).start(steward, "Where to put the kiln", "By the door?", "routes");
        statementOfOpinion = HOUSE.room(Opinions.class).state(steward, thread, "It is dry by the door", "routes");
        panel = HOUSE.room(Panels.class).draw(steward, Optional.of(thread), "Keys", 2, "", "", "routes");
        var applications = HOUSE.room(Applications.class);
        applications.apply(story.person("Applicant"), village, "I would like to join");
        application = applications.open(village.id()).getFirst().id();
        comment = HOUSE.room(Comments.class)
                .comments(village.id(), thread)
                .getFirst()
                .id();
        poll = HOUSE.room(Polls.class).polls(steward.party(), village, Optional.empty(), 10).stream()
                .filter(one -> !one.isOpen())
                .findFirst()
                .orElseThrow()
                .id();
        proposal = Putting.propose(steward, Optional.of(thread), "", Map.of(), "The kiln by the door", "Dry", "routes");
        circle = HOUSE.room(Circles.class).make(steward, "Kiln", "", "routes");
        HOUSE.room(Circles.class).change(steward, circle, member(village, "Ben"), true);
        var threads = HOUSE.room(Threads.class);
        var templates = HOUSE.room(Templates.class);
        var comments = HOUSE.room(Comments.class);
        template = templates.keep(steward, "Routes", "How are we?", "Everyone in turn");
        var withFile = comments.comment(
                steward,
                thread,
                "A plan",
                Optional.of(new coppice.server.files.Files.Brought(
                        "plan.txt", "The plan".getBytes(StandardCharsets.UTF_8))),
                "routes-file");
        file = comments.comments(village.id(), thread).stream()
                .filter(one -> one.id().equals(withFile))
                .findFirst()
                .orElseThrow()
                .files()
                .getFirst()
                .id();
        comment = withFile;
        var results = HOUSE.room(Results.class);
        results.addMilestone(steward, poll, "Look at it again", Optional.empty());
        milestone = results.result(steward, poll).milestones().getFirst().id();
        budget(village);
        WHO.put("nobody", Visitor.nobody());
        WHO.put("member", Visitor.signedIn(story.person("Ben")));
        WHO.put("steward", Visitor.signedIn(story.person("Ana")));
        WHO.put("member of another", Visitor.signedIn(story.person("Eve")));
        WHO.put("member READ", Visitor.program(story.person("Ben"), Scope.READ));
        WHO.put("member CONTRIBUTE", Visitor.program(story.person("Ben"), Scope.CONTRIBUTE));
        WHO.put("member STEWARD", Visitor.program(story.person("Ben"), Scope.STEWARD));
        WHO.put("steward READ", Visitor.program(story.person("Ana"), Scope.READ));
        WHO.put("steward CONTRIBUTE", Visitor.program(story.person("Ana"), Scope.CONTRIBUTE));
        WHO.put("steward STEWARD", Visitor.program(story.person("Ana"), Scope.STEWARD));
        WHO.put("other STEWARD", Visitor.program(story.person("Eve"), Scope.STEWARD));
    }

    private static void budget(Commons village) throws Exception {
        var rounds = HOUSE.room(Rounds.class).rounds(village);
        round = rounds.getFirst().id();
        var ben = HOUSE.story().person("Ben");
        var standing = HOUSE.room(Commonses.class)
                .standing(
                        village.slug(),
                        new Viewer(Optional.of(ben.id()), ben.name(), Optional.empty(), Optional.empty()));
        var buckets = HOUSE.room(Buckets.class);
        var all = buckets.ofRound(standing, round);
        bucket = all.getFirst().id();
        var png = new java.io.ByteArrayOutputStream();
        javax.imageio.ImageIO.write(
                new java.awt.image.BufferedImage(8, 8, java.awt.image.BufferedImage.TYPE_INT_RGB), "png", png);
        buckets.addImage(
                standing.member(), bucket, new coppice.server.files.Files.Brought("stove.png", png.toByteArray()));
        image = buckets.details(village.id(), bucket).images().getFirst();
        expense = HOUSE.room(Spendings.class).of(village.id(), all.get(1).id()).getFirst();
        HOUSE.room(Payouts.class).make((Steward) standing(village, "Ana"), 1, "routes");
    }

    private static Member standing(Commons village, String name) {
        var account = HOUSE.story().person(name);
        return HOUSE.room(Commonses.class)
                .standing(
                        village.slug(),
                        new Viewer(Optional.of(account.id()), account.name(), Optional.empty(), Optional.empty()))
                .member();
    }

    private static PartyId member(Commons commons, String name) {
        return HOUSE.room(Commonses.class).members(commons.id()).stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow()
                .party();
    }

    static List<Route> routes() {
        var routes = new ArrayList<Route>();
        HOUSE.context()
                .getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .forEach((info, method) -> {
                    if (!method.getBeanType().getName().startsWith("coppice.")) return;
                    var allow = method.getMethodAnnotation(Access.Allow.class);
                    assertThat(allow).as("no expectation for " + info).isNotNull();
                    for (var verb : info.getMethodsCondition().getMethods())
                        for (var pattern : info.getPatternValues())
                            routes.add(new Route(verb, pattern, allow.value(), allow.afterEnd()));
                });
        return routes;
    }

    /// The list of who may use what is approved in `docs/routes.md`: a route that is new, gone or opened
    /// wider is red.
    @Test
    void whoMayUseWhatIsTheApprovedList() throws Exception {
        var drawn = new StringBuilder("# Routes, and for whom they are\n\n"
                + "Drawn from the code; a test compares this page with it. To all others a route is not there.\n\n"
                + "| route | for |\n| --- | --- |\n");
        routes().stream()
                .map(route -> "| " + route.method() + " `" + route.pattern() + "` | "
                        + route.access().name().toLowerCase(java.util.Locale.ROOT)
                        + (route.afterEnd() ? ", after the end too" : "") + " |\n")
                .sorted(java.util.Comparator.comparing((String line) -> line.substring(line.indexOf('`')))
                        .thenComparing(line -> line))
                .forEach(drawn::append);
        Files.writeString(Path.of("target/routes.md"), drawn);
        assertThat(Path.of("../docs/routes.md"))
                .as("the list of the code as it is lies in server/target/routes.md")
                .hasContent(drawn.toString());
    }

    /// What must come of it: `in` (let through: anything but what follows), `sign-in`, 401, 403 or 404.
    private static String expected(Route route, String who) {
        boolean program = who.contains(" ") && who.equals(who.replaceAll("[a-z]+$", "")) || who.matches(".* [A-Z]+");
        boolean nobody = who.equals("nobody") || program != route.api();
        boolean member = who.startsWith("member") && !who.equals("member of another");
        boolean steward = who.startsWith("steward");
        if (route.access() == Access.PUBLIC && (nobody || route.method() == RequestMethod.GET || !route.api()))
            return "in";
        if (nobody) return route.api() ? "401" : "sign-in";
        if (program && !enough(route, who.substring(who.indexOf(' ') + 1))) return "403";
        return switch (route.access()) {
            case PUBLIC, ACCOUNT -> "in";
            case READER, MEMBER -> member || steward ? "in" : "404";
            case STEWARD -> steward ? "in" : "404";
        };
    }

    private static boolean enough(Route route, String scope) {
        if (route.method() == RequestMethod.GET) return true;
        boolean needsSteward = route.access() == Access.STEWARD || route.access() == Access.ACCOUNT;
        return scope.equals("STEWARD") || (scope.equals("CONTRIBUTE") && !needsSteward);
    }

    private static String actual(Route route, Visitor visitor, String path) {
        var answer = route.method() == RequestMethod.GET
                ? visitor.get(path)
                : route.api()
                        ? visitor.postJson(path, UUID.randomUUID().toString(), "{}")
                        : visitor.post(path, Map.of());
        String location = answer.headers().firstValue("Location").orElse("");
        assertThat(answer.statusCode()).as(route + " " + path).isLessThan(500);
        if (location.contains("/sign-in?to=")) return "sign-in";
        return switch (answer.statusCode()) {
            case 401, 403, 404 -> String.valueOf(answer.statusCode());
            default -> "in";
        };
    }

    /// Whoever reads most: a steward.
    static List<Visitor> readers(Route route) {
        return List.of(WHO.get(route.api() ? "steward STEWARD" : "steward"));
    }

    /// Real ids of the village, so that "not found" means "not for you"; secrets nobody has.
    static String path(String pattern, String slug) {
        var village = HOUSE.village().id();
        var dot = HOUSE.room(Commonses.class).members(village).stream()
                .filter(one -> one.name().equals("Dot"))
                .findFirst()
                .orElseThrow()
                .party();
        var contribution = HOUSE.room(Contributions.class).list(village, Contributions.Filter.all()).stream()
                .filter(one -> one.party().equals(dot))
                .findFirst()
                .orElseThrow();
        var entry = HOUSE.room(Ledger.class).entries(village, EntryFilter.all()).getFirst();
        var distributions = HOUSE.room(Distributions.class);
        var party = pattern.contains("/histories/")
                ? history
                : pattern.contains("/members/")
                        ? dot
                        : distributions
                                .paid(village, distributions.run(village, 1))
                                .getFirst()
                                .party();
        return pattern.replace("{slug}", slug)
                .replace("statements/{statement}/answer", "statements/" + statementOfOpinion + "/answer")
                .replace("images/{file}", "images/" + image)
                .replace("receipts/{file}", "receipts/" + expense.receipts().getFirst())
                .replace("{round}", round.toString())
                .replace("{bucket}", bucket.toString())
                .replace("{budget}", expense.budget().toString())
                .replace("{expense}", expense.id().toString())
                .replace("{contribution}", contribution.id().toString())
                .replace("{entry}", entry.id().toString())
                .replace("dividends/{number:[0-9]{1,9}}", "dividends/2")
                .replace("{number:[0-9]{1,9}}", "1")
                .replace("{campaign}", instrument.campaign().toString())
                .replace("{instrument}", instrument.id().toString())
                .replace("{asset}", asset.toString())
                .replace("{statement}", statement.toString())
                .replace("{thread}", thread.toString())
                .replace("{proposal}", proposal.toString())
                .replace("{poll}", poll.toString())
                .replace("{comment}", comment.toString())
                .replace("{application}", application.toString())
                .replace("{panel}", panel.toString())
                .replace("{act}", "spend-reserve")
                .replace("{code}", "not-found")
                .replace("{circle}", circle.toString())
                .replace("{template}", template.toString())
                .replace("{milestone}", milestone.toString())
                .replace("{file}", file.toString())
                .replace("{subject}", poll.toString())
                .replace("{party}", party.toString())
                .replaceAll(
                        "\\{(session|token|feed|decision)}", UUID.randomUUID().toString())
                .replaceAll("\\{(secret|invitation)}", "nobody-has-this");
    }

    /// Somebody let through to a thing that only they could have finds that it is not there.
    private static boolean isOfOneAlone(Route route) {
        return route.pattern().matches(".*\\{(session|token|feed|secret|invitation|decision)}.*")
                || route.pattern().endsWith("/confirmation")
                || (route.method() == RequestMethod.POST && route.pattern().endsWith("/comments/{comment}"));
    }

    @Test
    void everybodyReachesWhatTheyMayAndNothingElse() {
        var faults = new TreeMap<String, String>();
        var routes = routes();
        assertThat(routes).hasSizeGreaterThan(50);
        int asked = 0;
        for (var route : routes) {
            if (route.pattern().equals("/sign-out")) continue;
            String path = path(route.pattern(), HOUSE.village().slug());
            for (var who : WHO.entrySet()) {
                asked++;
                String expected = expected(route, who.getKey());
                String actual = actual(route, who.getValue(), path);
                if (!actual.equals(expected) && !(expected.equals("in") && actual.equals("404") && isOfOneAlone(route)))
                    faults.put(route + " by " + who.getKey(), actual + " instead of " + expected);
            }
        }
        assertThat(asked).isGreaterThan(routes.size() * 10);
        assertThat(faults).isEmpty();
    }

    /// The ids of one commons under the address of another, by somebody who may do everything in that other.
    @Test
    void anotherCommonsIdsAreNotFound() {
        var faults = new ArrayList<String>();
        int asked = 0;
        for (var route : routes()) {
            if (!route.pattern()
                    .matches(
                            ".*\\{(contribution|entry|party|statement|thread|proposal|poll|comment|application|panel|circle|template|milestone|file|subject|round|bucket|budget|expense|campaign|instrument|asset)}.*"))
                continue;
            var visitor = WHO.get(route.api() ? "other STEWARD" : "member of another");
            String path = path(route.pattern(), other.slug());
            asked++;
            var answer = route.method() == RequestMethod.GET
                    ? visitor.get(path)
                    : route.api()
                            ? visitor.postJson(
                                    path,
                                    UUID.randomUUID().toString(),
                                    "{\"word\":\"RECOGNISED\",\"stance\":\"NO_OBJECTION\",\"reason\":\"x\","
                                            + "\"reaction\":\"AGREE\",\"answer\":1,\"amount\":\"1.00\",\"points\":1,"
                                            + "\"approves\":true,\"words\":\"x\",\"event\":\"START\",\"how\":\"EQUALLY\"}")
                            : visitor.post(
                                    path,
                                    Map.of(
                                            "word",
                                            "RECOGNISED",
                                            "reason",
                                            "x",
                                            "key",
                                            UUID.randomUUID().toString(),
                                            "member",
                                            UUID.randomUUID().toString()));
            if (answer.statusCode() != 404) faults.add(route + " " + answer.statusCode());
        }
        assertThat(asked).isGreaterThan(8);
        assertThat(faults).isEmpty();
    }

    @Test
    void aFormWithoutItsTokenIsRefused() {
        var answer = WHO.get("steward")
                .post(HOUSE.village().address() + "/ledger/new", Map.of("_csrf", "planted", "amount", "1.00"));
        assertThat(answer.statusCode()).isEqualTo(403);
    }
}
