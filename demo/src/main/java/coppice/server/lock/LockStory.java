package coppice.server.lock;

import coppice.server.commons.Scene.Of;
import coppice.server.commons.StoryPart;
import coppice.server.decisions.Together;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The trust locks what it holds; the village gives it the golden share, and would hand over to it.
@Configuration(proxyBeanMethods = false)
class LockStory {
    @Bean
    StoryPart trustLocksItself(Together together) {
        return new StoryPart(
                Of.TRUST,
                10,
                scene -> together.amend(
                        scene,
                        charter -> charter.with(
                                new LockRules(new AssetLock("NONE", null, null, "Federation of village trusts"))),
                        "What we hold stays in common hands",
                        "demo:trust:lock"));
    }

    @Bean
    StoryPart villageIsGuarded(Together together) {
        String trust = Of.TRUST.slug();
        return new StoryPart(
                Of.VILLAGE,
                115,
                scene -> together.amend(
                        scene,
                        charter -> charter.with(new LockRules(new AssetLock("NONE", trust, trust, null))),
                        "What the village keeps stays the village’s",
                        "demo:locked"));
    }
}
