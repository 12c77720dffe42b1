package coppice.server.equity;

import coppice.rules.shares.ShareClass;
import coppice.server.commons.ClassSource;
import coppice.server.commons.VoterClass;
import coppice.server.kernel.CommonsId;
import coppice.server.kernel.PartyId;
import coppice.server.ledger.AccountLabels;
import coppice.server.web.Message;
import coppice.server.web.Messages;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/// What other rooms call what this one keeps: its accounts by the class they wait for, and the classes of
/// owners as classes of voters.
@Component
class EquityLabels implements AccountLabels, ClassSource {
    private final Register register;
    private final Messages messages;

    EquityLabels(Register register, Messages messages) {
        this.register = register;
        this.messages = messages;
    }

    @Override
    public String room() {
        return "equity";
    }

    @Override
    public Map<String, String> of(CommonsId commons, Collection<String> codes) {
        var text = messages.in(List.of());
        var labels = new HashMap<String, String>();
        for (var code : codes)
            if (code.equals(RedemptionFund.ACCOUNT.code())) labels.put(code, text.say("destination.redemption"));
        for (var of : ShareClass.values())
            if (codes.contains(DividendPlan.kept(of).code()))
                labels.put(DividendPlan.kept(of).code(), text.of("equity.share-class", of));
        return labels;
    }

    @Override
    public List<VoterClass> classes(CommonsId commons) {
        var holders = new EnumMap<ShareClass, Set<PartyId>>(ShareClass.class);
        for (var holding : register.holdings(commons))
            holders.computeIfAbsent(holding.of(), _ -> new HashSet<>()).add(holding.party());
        return holders.isEmpty()
                ? List.of()
                : Arrays.stream(ShareClass.values())
                        .map(of -> new VoterClass(
                                "equity:" + of,
                                of.name(),
                                Optional.of(Message.of("equity.share-class", of)),
                                holders.getOrDefault(of, Set.of())))
                        .toList();
    }
}
