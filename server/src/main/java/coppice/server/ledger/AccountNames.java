package coppice.server.ledger;

import coppice.server.commons.PartyNames;
import coppice.server.commons.Standing;
import coppice.server.web.Names;
import coppice.server.web.Text;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/// Says accounts in people's words: `Reserve`, `Contributions: Ana`.
@Component
public class AccountNames {
    private final PartyNames partyNames;

    AccountNames(PartyNames partyNames) {
        this.partyNames = partyNames;
    }

    public Function<Account, String> of(Standing standing, Text text, Collection<Account> accounts) {
        Names names = partyNames.of(
                standing,
                text,
                accounts.stream().map(Account::party).flatMap(Optional::stream).toList());
        return account -> {
            String category = category(text, account.category());
            return account.party()
                    .map(party -> account.holder() == Account.Holder.MEMBER
                            ? names.of(party)
                            : category + ": " + names.of(party))
                    .orElse(category);
        };
    }

    /// The category's name in people's language; a commons' own word stays as it is.
    public static String category(Text text, String category) {
        String key = "category." + category;
        return text.knows(key) ? text.say(key) : category;
    }
}
