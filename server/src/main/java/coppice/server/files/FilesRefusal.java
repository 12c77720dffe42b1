package coppice.server.files;

import coppice.server.kernel.Refusal;

/// What `files` refuses.
public sealed interface FilesRefusal extends Refusal.Invalid {
    @Override
    default String field() {
        return "file";
    }

    record FileOverLimit(int megabytes) implements FilesRefusal {}

    /// Neither a picture nor a PDF nor plain text.
    record FileKind() implements FilesRefusal {}

    /// A picture that cannot be drawn, or one of more points than anyone needs.
    record FileBroken() implements FilesRefusal {}
}
