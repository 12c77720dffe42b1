package coppice.server.identity;

import coppice.server.kernel.AccountId;
import coppice.server.kernel.Fields;
import coppice.server.kernel.Ids;
import coppice.server.kernel.KernelRefusal;
import coppice.server.kernel.Refused;
import coppice.server.kernel.Today;
import coppice.server.kernel.Transactions;
import coppice.server.web.SessionId;
import coppice.server.web.Viewer;
import coppice.server.web.Viewer.Scope;
import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.stereotype.Service;

/// Who may act on this server.
///
/// There is no default account and no default password: the first account is made through a link that only the
/// console shows. Passwords are kept as Argon2id; cookies, links and tokens as digests.
@Service
public class Identity {
    public static final int SHORTEST_PASSWORD = 10;
    public static final Duration SESSION_LASTS = Duration.ofDays(30);

    private static final Pattern EMAIL = Pattern.compile("[^@\\s]{1,64}@[^@\\s]{1,180}");
    private static final int REMEMBERED_TRIERS = 10_000;
    private static final int TRIES = 10;
    private static final Duration TRIES_REFILL = Duration.ofMinutes(10);

    private final IdentityTables tables;
    private final Transactions transactions;
    private final Ids ids;
    private final Today today;
    private final Argon2PasswordEncoder passwords = Argon2PasswordEncoder.defaultsForSpringSecurity_v5_8();
    private final String nobodysHash = passwords.encode("a password that nobody has");
    private final Map<String, Bucket> tries = Collections.synchronizedMap(new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > REMEMBERED_TRIERS;
        }
    });

    Identity(IdentityTables tables, Transactions transactions, Ids ids, Today today) {
        this.tables = tables;
        this.transactions = transactions;
        this.ids = ids;
        this.today = today;
    }

    /// What a browser or a program holds after signing in: shown once, kept here as a digest only.
    public record Secret(String value) {}

    /// True until the first account has been made.
    public boolean isNew() {
        return tables.accounts() == 0;
    }

    /// A link that makes the first account; refused as spent once there is one.
    public Secret firstLink(Duration lasts) {
        return transactions.run(() -> {
            if (!isNew()) throw new Refused(new IdentityRefusal.LinkSpent());
            var secret = ids.secret();
            tables.addLink(
                    Ids.digest(secret),
                    Optional.empty(),
                    today.now(),
                    today.now().plus(lasts));
            return new Secret(secret);
        });
    }

    /// A link that signs `account` in once.
    public Secret entryLink(AccountId account, Duration lasts) {
        return transactions.run(() -> {
            var secret = ids.secret();
            tables.addLink(
                    Ids.digest(secret),
                    Optional.of(account),
                    today.now(),
                    today.now().plus(lasts));
            return new Secret(secret);
        });
    }

    /// What a link is for: empty for the first account. Refuses one that is used, expired or unknown.
    public Optional<Account> linkIsFor(String secret) {
        var link = tables.link(Ids.digest(secret), today.now())
                .orElseThrow(() -> new Refused(new IdentityRefusal.LinkSpent()));
        return Optional.ofNullable(link.accountId()).flatMap(tables::account);
    }

    public Secret enter(String secret, String agent) {
        return transactions.run(() -> {
            var account = linkIsFor(secret).orElseThrow(() -> new Refused(new IdentityRefusal.LinkSpent()));
            spend(secret);
            return session(account.id(), agent);
        });
    }

    public Account createFirst(String secret, String name, String email, String password) {
        return transactions.run(() -> {
            if (linkIsFor(secret).isPresent() || !isNew()) throw new Refused(new IdentityRefusal.LinkSpent());
            spend(secret);
            return create(name, email, password);
        });
    }

    private void spend(String secret) {
        if (tables.useLink(Ids.digest(secret), today.now()) == 0) throw new Refused(new IdentityRefusal.LinkSpent());
    }

    /// A new account; whoever calls has made sure that the person may have one (an invitation, the console).
    public Account create(String name, String email, String password) {
        String plainName = Fields.text("name", name, 80);
        String address = Fields.text("email", email, 250);
        if (!EMAIL.matcher(address).matches()) throw new Refused(new IdentityRefusal.NotAnEmail(address));
        if (password.length() < SHORTEST_PASSWORD)
            throw new Refused(new IdentityRefusal.PasswordTooShort(SHORTEST_PASSWORD));
        var account = new Account(ids.next(AccountId::new), address, plainName);
        if (!tables.addAccount(account, passwords.encode(password), today.now()))
            throw new Refused(new IdentityRefusal.EmailTaken(address));
        return account;
    }

    public void changePassword(Account account, String password) {
        if (password.length() < SHORTEST_PASSWORD)
            throw new Refused(new IdentityRefusal.PasswordTooShort(SHORTEST_PASSWORD));
        tables.changePassword(account.id(), passwords.encode(password));
    }

    /// Signs in by address and password; `origin` (an IP address) and address each have ten tries in ten
    /// minutes.
    public Secret signIn(String email, String password, String origin, String agent) {
        boolean allowed = bucket("origin " + origin).tryConsume(1)
                & bucket("address " + email.strip().toLowerCase(Locale.ROOT)).tryConsume(1);
        if (!allowed) throw new Refused(new IdentityRefusal.TooManyTries());
        var found = tables.credentials(email.strip());
        boolean right = passwords.matches(
                password, found.map(IdentityTables.Credentials::passwordHash).orElse(nobodysHash));
        if (found.isEmpty() || !right) throw new Refused(new IdentityRefusal.WrongSignIn());
        return transactions.run(() -> session(found.get().id(), agent));
    }

    public Secret openSession(Account account, String agent) {
        return transactions.run(() -> session(account.id(), agent));
    }

    private Secret session(AccountId account, String agent) {
        var secret = ids.secret();
        var now = today.now();
        String plainAgent = agent.length() > 200 ? agent.substring(0, 200) : agent;
        tables.addSession(Ids.digest(secret), ids.next(), account, plainAgent, now, now.plus(SESSION_LASTS));
        return new Secret(secret);
    }

    /// Who comes with this session cookie; nobody when it is unknown, ended or expired.
    public Viewer bySession(String secret) {
        return tables.bySession(Ids.digest(secret), today.now()).orElse(Viewer.NOBODY);
    }

    /// Who comes with this token; nobody when it is unknown, ended or expired.
    public Viewer byToken(String secret) {
        return tables.byToken(Ids.digest(secret), today.now()).orElse(Viewer.NOBODY);
    }

    public List<Session> sessions(AccountId account) {
        return tables.sessions(account, today.now());
    }

    public void endSession(AccountId account, SessionId session) {
        if (tables.endSession(account, session, today.now()) == 0) throw new Refused(new KernelRefusal.NotFound());
    }

    public List<Token> tokens(AccountId account) {
        return tables.tokens(account, today.now());
    }

    public Secret issueToken(AccountId account, String name, Scope scope, Duration lasts) {
        var secret = "coppice_" + ids.secret();
        var now = today.now();
        tables.addToken(
                Ids.digest(secret),
                new Token(ids.next(TokenId::new), Fields.text("name", name, 80), scope, now.plus(lasts)),
                account,
                now);
        return new Secret(secret);
    }

    public void endToken(AccountId account, TokenId token) {
        if (tables.endToken(account, token, today.now()) == 0) throw new Refused(new KernelRefusal.NotFound());
    }

    /// Those of `ids` that there are, by id.
    public Map<AccountId, Account> accounts(Collection<AccountId> ids) {
        return tables.accounts(ids).stream().collect(Collectors.toMap(Account::id, Function.identity()));
    }

    public Optional<Account> account(AccountId id) {
        return tables.account(id);
    }

    public Optional<Account> byEmail(String email) {
        return tables.byEmail(email.strip());
    }

    private Bucket bucket(String who) {
        return tries.computeIfAbsent(
                who,
                _ -> Bucket.builder()
                        .addLimit(limit -> limit.capacity(TRIES).refillGreedy(TRIES, TRIES_REFILL))
                        .build());
    }
}
