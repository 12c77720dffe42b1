package coppice.server.cobudgeting;

import coppice.server.RouteSamples;
import coppice.server.Village;
import coppice.server.commons.Standing;
import coppice.server.files.Files.Brought;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;

class CobudgetingRoutes implements RouteSamples {
    @Override
    public List<Sample> in(Village village) throws IOException {
        var commons = village.commons();
        var ben = village.member("Ben");
        var buckets = village.room(Buckets.class);
        var round = village.room(Rounds.class).rounds(commons).getFirst().id();
        var all = buckets.ofRound(new Standing(commons, Optional.of(ben), true), round);
        var bucket = all.getFirst().id();
        var png = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB), "png", png);
        buckets.addImage(ben, bucket, new Brought("stove.png", png.toByteArray()));
        return List.of(
                Sample.of("round", round),
                Sample.of("bucket", bucket),
                Sample.of(
                        "images/file",
                        buckets.details(commons.id(), bucket).images().getFirst()));
    }
}
