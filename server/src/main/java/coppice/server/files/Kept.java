package coppice.server.files;

/// A file that is kept. Who may see it is a matter of the room that it was added to.
///
/// @param type an image is `image/png` or `image/jpeg`; else `application/pdf` or `text/plain`
/// @param size in bytes
public record Kept(FileId id, String name, String type, long size) {
    public boolean isImage() {
        return type.startsWith("image/");
    }
}
