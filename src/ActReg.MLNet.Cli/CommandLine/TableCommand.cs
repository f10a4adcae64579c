using System.CommandLine;
using System.Text;
using ActReg.MLNet.Cli.Tables;
using ActReg.MLNet.Cli.Terminal;

namespace ActReg.MLNet.Cli.CommandLine;

/// <summary>A command on a table of the user's: how its file is read.</summary>
internal abstract class TableCommand : StudyCommand
{
    /// <summary>What all help says about files.</summary>
    protected const string FileNotes = """
        Tables are CSV or TSV with a header (RFC 4180; the separator is found in the
        header), as they are or compressed by gzip, in UTF-8, in UTF-16 with a byte order
        mark, or as --encoding says; or Parquet. Files are read more than once, so that
        pipes will not do. Cells that are empty, or ?, NA, N/A, NaN or null, have no
        value. --culture says how numbers are written, such as 1,5 in de-DE; digits in
        groups, such as 1,500.0, are no numbers.
        """;

    private readonly Option<char?> _separator = OptionValues.Separator("--separator", "What separates cells; found in the header by default.");

    private readonly Option<NumberNotation> _culture = OptionValues.Culture("--culture", "The culture that numbers are written in.");

    private readonly Option<Encoding?> _encoding = OptionValues.Encoding("--encoding", "How letters are written, such as latin-1; UTF-8, or UTF-16 with a byte order mark, by default.");

    protected TableCommand(string name, string description)
        : base(name, description)
    {
    }

    protected Argument<string> Model { get; } = new("MODEL") { Description = "A model of 'actreg train'." };

    protected Argument<string> Data { get; } = new("DATA") { Description = "The table: CSV, TSV or Parquet." };

    /// <summary>Those of how files are read, which come last in the help.</summary>
    protected Option[] ReadingOptions => [_separator, _culture, _encoding];

    protected TableFormat Format(ParseResult arguments) => new(arguments.GetValue(_separator), arguments.GetRequiredValue(_culture)) { Encoding = arguments.GetValue(_encoding) };

    /// <summary>A file to read, as the checks of files to write know it.</summary>
    protected static OutputPath Read(Argument<string> argument, ParseResult arguments) => new(argument.Name, arguments.GetRequiredValue(argument));
}
