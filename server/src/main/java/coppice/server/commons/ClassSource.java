package coppice.server.commons;

import coppice.server.kernel.CommonsId;
import java.util.List;

/// Where classes of voters come from: from decisions about who is in them, or from what a room keeps, such as shares
/// held. Every room that knows some offers them as a bean.
public interface ClassSource {
    List<VoterClass> classes(CommonsId commons);
}
