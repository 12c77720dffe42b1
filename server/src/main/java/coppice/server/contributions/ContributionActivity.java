package coppice.server.contributions;

import coppice.server.charter.Charters;
import coppice.server.commons.Activity;
import coppice.server.commons.PartyNames;
import coppice.server.commons.Standing;
import coppice.server.web.Text;
import java.util.List;
import org.springframework.stereotype.Component;

/// What people gave, as lines of what happened; histories that were brought are no news.
@Component
class ContributionActivity implements Activity {
    private final LoggedTables tables;
    private final Charters charters;
    private final PartyNames partyNames;

    ContributionActivity(LoggedTables tables, Charters charters, PartyNames partyNames) {
        this.tables = tables;
        this.charters = charters;
        this.partyNames = partyNames;
    }

    @Override
    public List<Event> latest(Standing standing, int most, Text text) {
        if (!standing.showsNames()) return List.of();
        var commons = standing.commons();
        var rules = charters.chapter(commons.id(), ContributionRules.class);
        var latest = tables.latest(commons.id(), most);
        var names = partyNames.of(
                standing,
                text,
                latest.stream().map(LoggedTables.Logged::partyId).toList());
        return latest.stream()
                .map(logged -> new Event(
                        logged.loggedAt(),
                        text.say(
                                "contributions.happened",
                                names.of(logged.partyId()),
                                logged.quantity(),
                                rules.type(logged.type())
                                        .map(ContributionType::unit)
                                        .orElse(""),
                                logged.work().isEmpty()
                                        ? rules.type(logged.type())
                                                .map(ContributionType::name)
                                                .orElse(logged.type())
                                        : logged.work()),
                        commons.address() + "/contributions/" + logged.id()))
                .toList();
    }
}
