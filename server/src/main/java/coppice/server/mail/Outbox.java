package coppice.server.mail;

import coppice.server.commons.Commonses;
import coppice.server.commons.Member;
import coppice.server.commons.Steward;
import coppice.server.identity.Account;
import coppice.server.identity.Identity;
import coppice.server.kernel.CommonsId;
import coppice.server.kernel.Ids;
import coppice.server.kernel.KernelRefusal;
import coppice.server.kernel.PartyId;
import coppice.server.kernel.Refused;
import coppice.server.kernel.Today;
import coppice.server.mail.Letter.Posted;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Service;

/// Where rooms put what people are to hear, in the transaction of what it is about.
@Service
public class Outbox {
    private static final LocalTime DIGEST = LocalTime.of(7, 0);
    private static final int SHOWN = 100;

    private final MailTables tables;
    private final Commonses commonses;
    private final Identity identity;
    private final Postman postman;
    private final Ids ids;
    private final Today today;

    Outbox(MailTables tables, Commonses commonses, Identity identity, Postman postman, Ids ids, Today today) {
        this.tables = tables;
        this.commonses = commonses;
        this.identity = identity;
        this.postman = postman;
        this.ids = ids;
        this.today = today;
    }

    /// Tells `parties`, those of them who have an account and want to hear.
    public void tell(CommonsId commons, Collection<PartyId> parties, Letter letter) {
        var accounts = List.copyOf(commonses.accounts(commons, parties));
        if (accounts.isEmpty()) return;
        var now = today.now();
        tables.add(commons, accounts, accounts.stream().map(_ -> ids.next()).toList(), letter, now, nextDigest(now));
    }

    private static Instant nextDigest(Instant now) {
        var day = now.atOffset(ZoneOffset.UTC);
        var digest = day.with(DIGEST);
        return (digest.isAfter(day) ? digest : digest.plusDays(1)).toInstant();
    }

    /// The newest letters of a commons.
    public List<Posted> recent(Steward steward) {
        return tables.recent(steward.commons().id(), SHOWN);
    }

    public Level level(Member member) {
        return tables.level(member.commons().id(), account(member).id());
    }

    public void choose(Member member, Level level) {
        tables.choose(member.commons().id(), account(member).id(), level, ids.secret());
    }

    private Account account(Member member) {
        return commonses.accounts(member.commons().id(), List.of(member.party())).stream()
                .findFirst()
                .flatMap(identity::account)
                .orElseThrow(() -> new Refused(new KernelRefusal.NotFound()));
    }

    /// Which commons a link that ends letters is for.
    public CommonsId unsubscribing(String secret) {
        return tables.commonsOf(secret).orElseThrow(() -> new Refused(new KernelRefusal.NotFound()));
    }

    /// Ends letters of one commons to whoever has this link.
    public void unsubscribe(String secret) {
        if (tables.unsubscribe(secret) == 0) throw new Refused(new KernelRefusal.NotFound());
    }

    /// What came of a test letter.
    ///
    /// @param talk what the two programs said to each other, when it failed
    public record Tried(boolean sent, String to, String talk) {}

    /// Sends a letter to the steward at once, and says what the other side said when it fails.
    public Tried test(Steward steward, Letter letter) {
        var account = account(steward);
        return postman.tryOut(new LetterId(new UUID(0, 0)), account, letter);
    }

    /// Whether letters are sent at all; else they wait here.
    public boolean isSetUp() {
        return postman.isSetUp();
    }
}
