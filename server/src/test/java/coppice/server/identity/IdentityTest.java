package coppice.server.identity;

import static org.assertj.core.api.Assertions.assertThat;

import coppice.server.House;
import coppice.server.Visitor;
import coppice.server.kernel.Refusal;
import coppice.server.kernel.Refused;
import coppice.server.web.SessionId;
import coppice.server.web.Viewer;
import coppice.server.web.Viewer.Scope;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Who may come in: accounts, passwords, links, sessions and tokens.
class IdentityTest {
    private static final House HOUSE = House.open();
    private static final String PASSWORD = "a sentence to remember";

    private final Identity identity = HOUSE.room(Identity.class);
    private final String email = "i" + UUID.randomUUID() + "@example.org";
    private final Account account = identity.create("Ida", email, PASSWORD);

    private static Refusal refusal(Runnable work) {
        try {
            work.run();
        } catch (Refused refused) {
            return refused.refusal();
        }
        throw new AssertionError("was not refused");
    }

    private static long accounts() {
        return HOUSE.sql()
                .sql("select count(*) from identity.account")
                .query(Long.class)
                .single();
    }

    private Identity.Secret signIn(String email, String password) {
        return identity.signIn(email, password, UUID.randomUUID().toString(), "a test");
    }

    @Test
    void theRightPasswordOpensASessionHoweverTheAddressIsWritten() {
        for (var written : List.of(email, email.toUpperCase(java.util.Locale.ROOT), "  " + email + " ")) {
            var viewer = identity.bySession(signIn(written, PASSWORD).value());
            assertThat(viewer.account()).as(written).hasValue(account.id());
            assertThat(viewer.scope()).isEmpty();
        }
        assertThat(identity.sessions(account.id())).hasSize(3);
    }

    /// Nobody learns who has an account here.
    @Test
    void aWrongPasswordAndAnUnknownAddressAreRefusedAlike() {
        var wrong = refusal(() -> signIn(email, PASSWORD + "."));
        assertThat(wrong).isInstanceOf(IdentityRefusal.WrongSignIn.class);
        assertThat(refusal(() -> signIn("nobody-" + email, PASSWORD))).isEqualTo(wrong);
        assertThat(refusal(() -> signIn(email, ""))).isEqualTo(wrong);
        assertThat(refusal(() -> signIn("", ""))).isEqualTo(wrong);
        assertThat(identity.sessions(account.id())).isEmpty();
    }

    @Test
    void afterTenTriesAnAddressWaitsWhereverTheyComeFrom() {
        for (int i = 0; i < 10; i++)
            assertThat(refusal(() -> signIn(email, "wrong"))).isInstanceOf(IdentityRefusal.WrongSignIn.class);
        assertThat(refusal(() -> signIn(email, PASSWORD))).isInstanceOf(IdentityRefusal.TooManyTries.class);
        assertThat(identity.sessions(account.id())).isEmpty();
    }

    @Test
    void afterTenTriesAnOriginWaitsWhomeverTheyTry() {
        String origin = UUID.randomUUID().toString();
        for (int i = 0; i < 10; i++) {
            String tried = i + email;
            assertThat(refusal(() -> identity.signIn(tried, "wrong", origin, "")))
                    .isInstanceOf(IdentityRefusal.WrongSignIn.class);
        }
        assertThat(refusal(() -> identity.signIn(email, PASSWORD, origin, "")))
                .isInstanceOf(IdentityRefusal.TooManyTries.class);
        assertThat(signIn(email, PASSWORD).value()).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'', right, bad-field-missing",
        "Ida, '', bad-field-missing",
        "Ida, nobody, not-an-email",
        "Ida, a@b@c, not-an-email",
        "Ida, @example.org, not-an-email",
        "Ida, a b@example.org, not-an-email"
    })
    void anAccountNeedsANameAndAnAddress(String name, String address, String code) {
        long before = accounts();
        String written = address.equals("right") ? "right" + email : address;
        assertThat(refusal(() -> identity.create(name, written, PASSWORD)).code())
                .isEqualTo(code);
        assertThat(accounts()).isEqualTo(before);
    }

    @Test
    void aPasswordHasTenCharactersAndAnAddressOneAccount() {
        long before = accounts();
        assertThat(refusal(() -> identity.create("Ida", "x" + email, "123456789")))
                .isEqualTo(new IdentityRefusal.PasswordTooShort(10));
        for (var taken : List.of(email, email.toUpperCase(java.util.Locale.ROOT), " " + email + " "))
            assertThat(refusal(() -> identity.create("Ida", taken, PASSWORD)))
                    .as(taken)
                    .isInstanceOf(IdentityRefusal.EmailTaken.class);
        assertThat(accounts()).isEqualTo(before);
    }

    @Test
    void ofManyWithOneAddressAtOnceOneGetsAnAccount() throws Exception {
        long before = accounts();
        try (var pool = Executors.newFixedThreadPool(4)) {
            var calls = new ArrayList<Callable<String>>();
            for (int i = 0; i < 4; i++)
                calls.add(() -> {
                    try {
                        return identity.create("Ida", "many" + email, PASSWORD).name();
                    } catch (Refused refused) {
                        return refused.refusal().code();
                    }
                });
            var said = new ArrayList<String>();
            for (var call : pool.invokeAll(calls)) said.add(call.get());
            assertThat(said).containsOnlyOnce("Ida").containsOnly("Ida", "email-taken");
        }
        assertThat(accounts()).isEqualTo(before + 1);
    }

    @Test
    void aNewPasswordTakesThePlaceOfTheOldOne() {
        assertThat(refusal(() -> identity.changePassword(account, "too short")))
                .isInstanceOf(IdentityRefusal.PasswordTooShort.class);
        identity.changePassword(account, "another sentence");
        assertThat(refusal(() -> signIn(email, PASSWORD))).isInstanceOf(IdentityRefusal.WrongSignIn.class);
        assertThat(identity.bySession(signIn(email, "another sentence").value()).account())
                .hasValue(account.id());
    }

    @Test
    void aLinkWorksOnceAndNotForEver() {
        String link = identity.entryLink(account.id(), Duration.ofHours(1)).value();
        assertThat(identity.linkIsFor(link)).hasValue(account);
        assertThat(HOUSE.later(Duration.ofMinutes(61), () -> refusal(() -> identity.enter(link, ""))))
                .isInstanceOf(IdentityRefusal.LinkSpent.class);
        assertThat(identity.bySession(identity.enter(link, "").value()).account())
                .hasValue(account.id());
        assertThat(refusal(() -> identity.enter(link, ""))).isInstanceOf(IdentityRefusal.LinkSpent.class);
        assertThat(refusal(() -> identity.linkIsFor(link))).isInstanceOf(IdentityRefusal.LinkSpent.class);
        assertThat(Visitor.nobody().get("/enter/" + link).statusCode()).isEqualTo(409);
        assertThat(Visitor.nobody().get("/enter/no-link").statusCode()).isEqualTo(409);
    }

    /// Whoever reads the console later makes no second first account.
    @Test
    void thereIsNoFirstAccountAfterTheFirst() {
        assertThat(identity.isNew()).isFalse();
        assertThat(refusal(() -> identity.firstLink(Duration.ofHours(1))))
                .isInstanceOf(IdentityRefusal.LinkSpent.class);
        String link = identity.entryLink(account.id(), Duration.ofHours(1)).value();
        assertThat(refusal(() -> identity.createFirst(link, "Second", "second" + email, PASSWORD)))
                .isInstanceOf(IdentityRefusal.LinkSpent.class);
        assertThat(identity.byEmail("second" + email)).isEmpty();
        assertThat(identity.linkIsFor(link)).hasValue(account);
    }

    @Test
    void aSessionLastsThirtyDaysAndIsEndedOnlyByItsOwner() {
        String cookie = signIn(email, PASSWORD).value();
        var viewer = identity.bySession(cookie);
        SessionId session = viewer.session().orElseThrow();
        assertThat(HOUSE.later(
                        Duration.ofDays(29), () -> identity.bySession(cookie).account()))
                .hasValue(account.id());
        assertThat(HOUSE.later(Duration.ofDays(31), () -> identity.bySession(cookie)))
                .isEqualTo(Viewer.NOBODY);
        var other = HOUSE.story().person("Ben");
        assertThat(refusal(() -> identity.endSession(other.id(), session)).code())
                .isEqualTo("not-found");
        assertThat(identity.bySession(cookie).account()).hasValue(account.id());
        identity.endSession(account.id(), session);
        assertThat(identity.bySession(cookie)).isEqualTo(Viewer.NOBODY);
        assertThat(refusal(() -> identity.endSession(account.id(), session)).code())
                .isEqualTo("not-found");
        for (var none : List.of("", "x", account.id().toString()))
            assertThat(identity.bySession(none)).isEqualTo(Viewer.NOBODY);
    }

    @Test
    void signingOutEndsTheSessionOfThatBrowserOnly() {
        var here = Visitor.signedIn(account);
        var there = Visitor.signedIn(account);
        assertThat(here.get("/account").body()).contains(email);
        assertThat(here.post("/sign-out", Map.of()).statusCode()).isEqualTo(303);
        assertThat(here.get("/account").body()).doesNotContain(email);
        assertThat(there.get("/account").body()).contains(email);
        assertThat(identity.sessions(account.id())).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"//evil.example", "https://evil.example", "/\\evil.example", "evil", ""})
    void afterSigningInOneStaysOnThisServer(String to) {
        var answer = Visitor.nobody().post("/sign-in", Map.of("email", email, "password", PASSWORD, "to", to));
        if (answer.statusCode() != 429)
            assertThat(answer.headers().firstValue("Location")).hasValue("/");
    }

    private static final Pattern TOKEN = Pattern.compile("coppice_[A-Za-z0-9_-]+");

    private static Map<String, String> token(String field, String value) {
        var fields = new HashMap<>(Map.of("name", "Bookkeeping", "scope", "READ", "days", "7"));
        fields.put(field, value);
        return fields;
    }

    @Test
    void aTokenIsShownOnceAndEndsWithAClick() {
        var ida = Visitor.signedIn(account);
        var made = ida.post("/account/tokens", token("name", "Bookkeeping"));
        assertThat(made.statusCode()).isEqualTo(200);
        var secret = TOKEN.matcher(made.body());
        assertThat(secret.find()).isTrue();
        assertThat(ida.get("/account").body()).contains("Bookkeeping").doesNotContain(secret.group());
        var viewer = identity.byToken(secret.group());
        assertThat(viewer.account()).hasValue(account.id());
        assertThat(viewer.scope()).hasValue(Scope.READ);
        assertThat(identity.bySession(secret.group()))
                .as("a token is no cookie")
                .isEqualTo(Viewer.NOBODY);
        assertThat(HOUSE.later(Duration.ofDays(8), () -> identity.byToken(secret.group())))
                .isEqualTo(Viewer.NOBODY);

        var token = identity.tokens(account.id()).getFirst();
        String end = "/account/tokens/" + token.id() + "/end";
        assertThat(Visitor.signedIn(HOUSE.story().person("Ben"))
                        .post(end, Map.of())
                        .statusCode())
                .isEqualTo(404);
        assertThat(identity.byToken(secret.group()).account()).hasValue(account.id());
        assertThat(ida.post(end, Map.of()).statusCode()).isEqualTo(303);
        assertThat(identity.byToken(secret.group())).isEqualTo(Viewer.NOBODY);
        assertThat(ida.post(end, Map.of()).statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({"name, ''", "scope, ''", "scope, ALL", "days, ''", "days, 8", "days, 99999", "days, -1"})
    void aTokenThatIsNotAskedForRightIsNotMade(String field, String value) {
        var answer = Visitor.signedIn(account).post("/account/tokens", token(field, value));
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(TOKEN.matcher(answer.body()).find()).isFalse();
        assertThat(identity.tokens(account.id())).isEmpty();
    }

    @Test
    void nobodyHasAnAccountPage() {
        for (var path : List.of("/account/tokens", "/account/tokens/" + UUID.randomUUID() + "/end"))
            assertThat(Visitor.nobody().post(path, token("name", "x")).statusCode())
                    .as(path)
                    .isIn(303, 401, 404);
        assertThat(Visitor.nobody().get("/account").body()).doesNotContain("@example.org");
    }

    /// What somebody may do and what they let a program do are two limits, and both hold.
    @Test
    void aProgramMayDoNoMoreThanItsTokenNorItsOwner() {
        String village = HOUSE.village().slug();
        String contribution = "{\"type\":\"work\",\"quantity\":\"1\",\"doneOn\":\"2026-11-01\"}";
        String entry = "{\"bookedOn\":\"2026-11-01\",\"from\":\"sales\",\"to\":\"general\",\"amount\":\"1.00\"}";
        var ana = HOUSE.story().person("Ana");
        var reader = Visitor.program(ana, Scope.READ);
        assertThat(reader.get("/api/c/" + village + "/commons").statusCode()).isEqualTo(200);
        var weak = reader.postJson("/api/c/" + village + "/contributions", "weak", contribution);
        assertThat(weak.statusCode()).isEqualTo(403);
        assertThat(weak.body()).contains("/problems/token-too-weak");
        assertThat(Visitor.program(ana, Scope.CONTRIBUTE)
                        .postJson("/api/c/" + village + "/ledger/entries", "weak", entry)
                        .statusCode())
                .isIn(403, 404);
        assertThat(Visitor.program(HOUSE.story().person("Ben"), Scope.STEWARD)
                        .postJson("/api/c/" + village + "/ledger/entries", "weak", entry)
                        .statusCode())
                .isIn(403, 404);
    }
}
