package coppice.server.commons;

import coppice.server.identity.Account;
import coppice.server.identity.Identity;
import coppice.server.kernel.AccountId;
import coppice.server.kernel.CommonsId;
import coppice.server.kernel.Fields;
import coppice.server.kernel.Ids;
import coppice.server.kernel.KernelRefusal;
import coppice.server.kernel.Refused;
import coppice.server.kernel.Today;
import coppice.server.kernel.Transactions;
import coppice.server.web.Text;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Service;

/// Asking to become a member, and admitting whoever asks: by decision, or by a steward where the charter
/// allows it.
@Service
public class Applications {
    private final ApplicationTables tables;
    private final Commonses commonses;
    private final Identity identity;
    private final Transactions transactions;
    private final Ids ids;
    private final Today today;

    Applications(
            ApplicationTables tables,
            Commonses commonses,
            Identity identity,
            Transactions transactions,
            Ids ids,
            Today today) {
        this.tables = tables;
        this.commonses = commonses;
        this.identity = identity;
        this.transactions = transactions;
        this.ids = ids;
        this.today = today;
    }

    /// Somebody who asks, and has not been admitted.
    public record Application(ApplicationId id, AccountId account, String name, String words, Instant madeAt) {}

    /// Asks to become a member; asking again changes nothing.
    public void apply(Account account, Commons commons, String words) {
        transactions.run(() -> {
            if (commonses.of(account).stream().anyMatch(commons::equals))
                throw new Refused(new CommonsRefusal.AlreadyMember());
            tables.add(commons.id(), ids.next(), account.id(), Fields.text("words", words, 5000), today.now());
        });
    }

    public boolean hasApplied(Account account, Commons commons) {
        return tables.open(commons.id(), Optional.empty()).stream()
                .anyMatch(one -> one.account().equals(account.id()));
    }

    /// Whoever waits, the first first.
    public List<Application> open(CommonsId commons) {
        return named(tables.open(commons, Optional.empty()));
    }

    /// One who waits; not found when there is none of that id, or they were admitted.
    public Application one(CommonsId commons, ApplicationId id) {
        return named(tables.open(commons, Optional.of(id))).stream()
                .findFirst()
                .orElseThrow(() -> new Refused(new KernelRefusal.NotFound()));
    }

    private List<Application> named(List<Application> bare) {
        var accounts = identity.accounts(bare.stream().map(Application::account).toList());
        return bare.stream()
                .map(one -> new Application(
                        one.id(),
                        one.account(),
                        Optional.ofNullable(accounts.get(one.account()))
                                .map(Account::name)
                                .orElse(""),
                        one.words(),
                        one.madeAt()))
                .toList();
    }

    /// Makes the one who asked a member.
    public void admit(Authorised by, ApplicationId id) {
        transactions.run(() -> {
            commonses.mayDecide(by, Matter.MEMBERSHIP);
            var application = one(by.commons().id(), id);
            if (tables.admitted(by.commons().id(), id, today.now()) == 0)
                throw new Refused(new KernelRefusal.NotFound());
            var account = identity.account(application.account())
                    .orElseThrow(() -> new Refused(new KernelRefusal.NotFound()));
            commonses.admit(by, account);
        });
    }

    @Concerns(Matter.MEMBERSHIP)
    public record AdmitMember(ApplicationId application) {}

    @Bean
    Motion<AdmitMember> admitMember() {
        return new Unpriced<AdmitMember>() {
            @Override
            public void check(Commons commons, AdmitMember terms) {
                one(commons.id(), terms.application());
            }

            @Override
            public List<Line> says(Commons commons, AdmitMember terms, Text text) {
                return List.of(new Line(title(commons, terms, text), text.say("commons.role.MEMBER")));
            }

            @Override
            public String title(Commons commons, AdmitMember terms, Text text) {
                return text.say(
                        "commons.would-admit",
                        one(commons.id(), terms.application()).name());
            }

            @Override
            public String enact(Authorised by, AdmitMember terms, String key) {
                admit(by, terms.application());
                return by.commons().address() + "/commons";
            }
        };
    }
}
