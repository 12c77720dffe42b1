package coppice.server.commons;

import coppice.server.ActSamples;
import coppice.server.ActStage;
import coppice.server.charter.AmendCharter;
import coppice.server.charter.Charters;
import coppice.server.charter.PrivacyRules;
import coppice.server.commons.Applications.AdmitMember;
import coppice.server.commons.CommonsMotions.ChangeClass;
import coppice.server.commons.CommonsMotions.ChangeRole;
import coppice.server.commons.CommonsMotions.ReleaseMember;
import java.util.List;

class CommonsActs implements ActSamples {
    @Override
    public List<Sample> on(ActStage stage) {
        var commons = stage.commons();
        var applications = stage.house().room(Applications.class);
        applications.apply(stage.house().story().person("Eve"), commons, "I would like to join");
        int version = stage.house().room(Charters.class).inForce(commons.id()).version();
        return List.of(
                new Sample(
                        commons,
                        new AdmitMember(
                                applications.open(commons.id()).getFirst().id())),
                new Sample(
                        commons,
                        new AmendCharter(version, stage.charterInForce().with(new PrivacyRules(true)), "Names")),
                new Sample(commons, new ChangeRole(stage.member(1), Role.STEWARD)),
                new Sample(commons, new ReleaseMember(stage.member(3))),
                new Sample(commons, new ChangeClass(stage.people(), stage.member(1), true)));
    }
}
