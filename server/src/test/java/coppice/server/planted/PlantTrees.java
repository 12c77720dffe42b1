package coppice.server.planted;

import coppice.server.commons.Authorised;
import coppice.server.commons.Commons;
import coppice.server.commons.Concerns;
import coppice.server.commons.Matter;
import coppice.server.commons.Term;
import coppice.server.commons.Unpriced;
import coppice.server.kernel.KernelRefusal;
import coppice.server.kernel.Refused;
import coppice.server.planted.PlantTrees.PlantTree;
import coppice.server.web.Text;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/// The act of the planted room.
@Planted
@Component
class PlantTrees implements Unpriced<PlantTree> {
    final List<String> planted = new ArrayList<>();

    @Concerns(Matter.OTHER)
    record PlantTree(@Term(longest = 40) String kind) {}

    @Override
    public void check(Commons commons, PlantTree terms) {
        if (terms.kind().equals("stone")) throw new Refused(new KernelRefusal.NotFound());
    }

    @Override
    public List<Line> says(Commons commons, PlantTree terms, Text text) {
        return List.of(new Line(text.say("orchard.would-plant", terms.kind()), ""));
    }

    @Override
    public String title(Commons commons, PlantTree terms, Text text) {
        return text.say("motion.plant-tree");
    }

    @Override
    public String enact(Authorised by, PlantTree terms, String key) {
        planted.add(terms.kind());
        return Orchard.address(by.commons());
    }
}
