package coppice.server.commons;

import coppice.rules.voting.Majority;
import coppice.rules.voting.PassingRule.Method;
import coppice.server.charter.Charters;
import coppice.server.charter.DecisionRules;
import coppice.server.commons.Scene.Of;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The village begins to decide together, makes a circle and a class.
@Configuration(proxyBeanMethods = false)
class CommonsStory {
    @Bean
    StoryPart allOfUsDecide(Charters charters) {
        return new StoryPart(Of.VILLAGE, 50, scene -> {
            var first = charters.version(scene.commons().id(), 1).charter();
            var rules = DecisionRules.NONE
                    .withProcedures(Map.of(
                            Matter.CHARTER,
                            Procedure.CONSENT,
                            Matter.SURPLUS,
                            Procedure.CONSENT.withStewards(true),
                            Matter.RESERVE,
                            new Procedure(Method.YES_NO, Majority.TWO_THIRDS, 50, 5, false),
                            Matter.MEMBERSHIP,
                            Procedure.CONSENT.withStewards(true),
                            Matter.OTHER,
                            Procedure.CONSENT))
                    .withEmergency(Procedure.WITHIN_A_DAY);
            charters.amend(scene.steward(), 1, first.with(rules), "From now on all of us decide", "demo:charter:2");
        });
    }

    @Bean
    StoryPart keepersAndMakers(Circles circles) {
        return new StoryPart(Of.VILLAGE, 80, scene -> {
            var ana = scene.steward();
            var ben = scene.member("Ben").party();
            var keepers = circles.make(ana, "Kiln keepers", "They fire on the first Saturday.", "demo:circle:1");
            circles.change(ana, keepers, ben, true);
            scene.made("kiln keepers", keepers);
            var makers = circles.makeClass(ana, ana, "Makers", "Whoever works at the benches.", "demo:class:1");
            circles.changeClass(ana, makers, ben, true);
            circles.changeClass(ana, makers, scene.member("Cy").party(), true);
        });
    }
}
