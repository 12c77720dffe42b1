package coppice.server.ledger;

import coppice.server.commons.PartyNames;
import coppice.server.commons.Standing;
import coppice.server.kernel.CommonsId;
import coppice.server.web.Names;
import coppice.server.web.Text;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/// Says accounts in people's words: `Reserve`, `Contributions: Ana`.
@Component
public class AccountNames {
    private final PartyNames partyNames;
    private final List<AccountLabels> rooms;

    AccountNames(PartyNames partyNames, List<AccountLabels> rooms) {
        this.partyNames = partyNames;
        this.rooms = rooms;
    }

    public Function<Account, String> of(Standing standing, Text text, Collection<Account> accounts) {
        Names names = partyNames.of(
                standing,
                text,
                accounts.stream().map(Account::party).flatMap(Optional::stream).toList());
        var labels = labels(standing.commons().id(), accounts);
        return account -> {
            String category = category(text, account.category());
            String label = labels.get(account.code());
            if (label != null) category += ": " + label;
            String called = category;
            return account.party()
                    .map(party -> account.holder() == Account.Holder.MEMBER
                            ? names.of(party)
                            : called + ": " + names.of(party))
                    .orElse(called);
        };
    }

    /// What the rooms call the accounts that they keep, by code.
    public Map<String, String> labels(CommonsId commons, Collection<Account> accounts) {
        var labels = new HashMap<String, String>();
        for (var room : rooms) {
            var codes = accounts.stream()
                    .map(Account::code)
                    .filter(code -> code.startsWith(room.room() + "."))
                    .toList();
            if (!codes.isEmpty()) labels.putAll(room.of(commons, codes));
        }
        return labels;
    }

    /// The category's name in people's language; a commons' own word stays as it is.
    public static String category(Text text, String category) {
        return text.word("category", category);
    }

    /// How what is held under a category may be spent; nothing where no room says it.
    public static String spent(Text text, String category) {
        return text.named("category-spent", category).orElse("");
    }

    /// What is called so that came from there.
    public static String came(Text text, String category) {
        return text.named("category-came", category).orElseGet(() -> category(text, category));
    }

    /// What is called so that went there.
    public static String went(Text text, String category) {
        return text.named("category-went", category).orElseGet(() -> category(text, category));
    }
}
