using System.Runtime.InteropServices;
using System.Text;

namespace ActReg.MLNet;

/// <summary>A fold as bytes: its name, which is its checksum, and all that trials read of its rows.</summary>
/// <remarks>Names of features and classes stay behind: they tell whether rows fit each other, which the study has checked.</remarks>
internal static class PreparedFoldBytes
{
    private const int NameLength = 32;

    private static readonly byte[] Start = "ActReg.MLNet fold 1\n"u8.ToArray();

    /// <summary>Where features are of categories; other folds are as they were, so that earlier versions read them.</summary>
    private static readonly byte[] StartWithCategories = "ActReg.MLNet fold 2\n"u8.ToArray();

    /// <summary>A length that is damaged costs no more memory than there is to read, and this.</summary>
    private const int PartLength = 1 << 20;

    public static void Write(PreparedFold fold, Stream stream)
    {
        using var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true);
        var hasCategories = fold.Train.Categories.Count > 0;
        writer.Write(hasCategories ? StartWithCategories : Start);
        writer.Write(Encoding.ASCII.GetBytes(fold.Name));
        Write(fold.Train, writer, hasCategories);
        Write(fold.Evaluation, writer, hasCategories);
    }

    /// <exception cref="FormatException">It is something else, or damaged.</exception>
    public static PreparedFold Read(Stream stream)
    {
        using var reader = new BinaryReader(stream, Encoding.UTF8, leaveOpen: true);
        try
        {
            var start = reader.ReadBytes(Start.Length).AsSpan();
            var hasCategories = start.SequenceEqual(StartWithCategories);
            if (!hasCategories && !start.SequenceEqual(Start))
                throw new FormatException("The bytes are no fold of a study.");
            var name = Encoding.ASCII.GetString(reader.ReadBytes(NameLength));
            var fold = PreparedFold.Of(Read(reader, hasCategories), Read(reader, hasCategories));
            return fold.Name == name ? fold : throw Damaged("its checksum does not match");
        }
        catch (EndOfStreamException)
        {
            throw Damaged("it is truncated");
        }
        catch (ArgumentException)
        {
            throw Damaged("its rows to train on and to evaluate on differ");
        }
    }

    private static void Write(PreparedRows rows, BinaryWriter writer, bool hasCategories)
    {
        writer.Write(rows.FeatureCount);
        writer.Write(rows.RowCount);
        writer.Write(rows.ClassCount);
        writer.Write(rows.Marks.IsNormalized);
        writer.Write(rows.Marks.Dimensions?.Count ?? 0);
        foreach (var dimension in rows.Marks.Dimensions ?? [])
            writer.Write(dimension);
        if (hasCategories)
        {
            writer.Write(rows.Categories.Count);
            foreach (var block in rows.Categories)
            {
                writer.Write(block.First);
                writer.Write(block.Count);
            }
        }

        Write(rows.Features, writer);
        Write(rows.Labels, writer);
        Write(rows.Weights, writer);
        Write(rows.Groups, writer);
    }

    private static PreparedRows Read(BinaryReader reader, bool hasCategories)
    {
        var (features, rows, classes, isNormalized) = (reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt32(), ReadFlag(reader));
        if (features <= 0 || rows < 0 || (long)features * rows > Array.MaxLength || classes < 0)
            throw Damaged($"it claims {rows} rows of {features} features and {classes} classes");
        var dimensions = ReadArray<int>(reader, reader.ReadInt32());
        var categories = hasCategories ? ReadCategories(reader, features) : [];
        return new(features, Present(ReadOptional<float>(reader, features * rows)), new(isNormalized, dimensions.Length == 0 ? null : dimensions))
        {
            Categories = categories,
            Labels = ReadOptional<float>(reader, rows),
            ClassCount = classes,
            Weights = ReadOptional<float>(reader, rows),
            Groups = ReadOptional<uint>(reader, rows),
        };
    }

    private static CategoryBlock[] ReadCategories(BinaryReader reader, int features)
    {
        var count = reader.ReadInt32();
        if (count < 0 || count > features)
            throw Damaged($"it claims {count} blocks of {features} features");
        CategoryBlock[] blocks = [.. ReadArray<int>(reader, 2 * count).Chunk(2).Select(block => new CategoryBlock(block[0], block[1]))];
        return CategoryBlock.Problem(blocks, features, "blocks") is { } problem ? throw Damaged(problem.TrimEnd('.')) : blocks;
    }

    private static void Write<T>(T[]? values, BinaryWriter writer)
        where T : unmanaged
    {
        writer.Write(values != null);
        for (var start = 0; start < values?.Length; start += PartLength)
            writer.Write(MemoryMarshal.AsBytes(values.AsSpan(start, Math.Min(PartLength, values.Length - start))));
    }

    private static T[]? ReadOptional<T>(BinaryReader reader, int count)
        where T : unmanaged => ReadFlag(reader) ? ReadArray<T>(reader, count) : null;

    // The framework takes any byte but 0 for true.
    private static bool ReadFlag(BinaryReader reader) => reader.ReadByte() switch
    {
        0 => false,
        1 => true,
        var flag => throw Damaged($"{flag} is neither 0 nor 1"),
    };

    private static T[] ReadArray<T>(BinaryReader reader, int count)
        where T : unmanaged
    {
        if (count < 0)
            throw Damaged($"it claims {count} numbers");
        var values = new T[Math.Min(count, PartLength)];
        for (var read = 0; read < count; read += PartLength)
        {
            if (read == values.Length)
                Array.Resize(ref values, (int)Math.Min(count, 2L * read));
            reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan(read, Math.Min(PartLength, count - read))));
        }

        return values;
    }

    private static T[] Present<T>(T[]? values) => values ?? throw Damaged("it has no features");

    private static FormatException Damaged(string how) => new($"The fold is damaged: {how}.");
}
