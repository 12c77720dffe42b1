package coppice.server.kernel;

/// A file that somebody brought cannot be read; nothing of it was taken.
public sealed interface FileRefusal extends Refusal.Invalid {
    @Override
    default String field() {
        return "file";
    }

    static Refusal of(CsvFile.Fault fault) {
        return switch (fault) {
            case CsvFile.Fault.NotUtf8(long position) -> new WrongEncoding(position);
            case CsvFile.Fault.NoColumn(String column, String columns) -> new NoSuchColumn(column, columns);
            case CsvFile.Fault.Malformed(long line) -> new MalformedLine(line);
            case CsvFile.Fault.LineTooLong(long line) -> new LineTooLong(line);
            case CsvFile.Fault.Empty() -> new EmptyFile();
        };
    }

    record WrongEncoding(long position) implements FileRefusal {}

    record NoSuchColumn(String column, String columns) implements FileRefusal {}

    record MalformedLine(long line) implements FileRefusal {}

    record LineTooLong(long line) implements FileRefusal {}

    record EmptyFile() implements FileRefusal {}
}
