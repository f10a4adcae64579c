using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Internal.Utilities;
using Microsoft.ML.Runtime;

namespace ActReg.MLNet;

/// <summary>The columns of numbers and keys that features are made of, and the one that they are put into.</summary>
/// <param name="Output">The features.</param>
/// <param name="Inputs">Numbers and keys, in any order; at least one.</param>
/// <param name="BagMode">What becomes of vectors of keys.</param>
internal sealed record CategoryColumns(string Output, IReadOnlyList<string> Inputs, BagMode BagMode)
{
    /// <summary>From this version on files have keys.</summary>
    public const uint VersionWithKeys = 0x00010002;

    private const string Expected = "Single, a known-size vector of it, a key or a vector of keys, of a known number of keys";

    /// <summary>Of each input the keys that it had when the transform was fitted; <see langword="null"/> for numbers. <see langword="null"/> before that, and in files of earlier versions.</summary>
    public IReadOnlyList<FittedKeys?>? Keys { get; init; }

    /// <summary>The same, fitted to data.</summary>
    /// <inheritdoc cref="FindSlots"/>
    public CategoryColumns Fit(IExceptionContext host, DataViewSchema schema)
    {
        FindSlots(host, schema);
        return this with { Keys = [.. Inputs.Select(name => FittedKeys.Of(schema[name]))] };
    }

    public void Save(ModelSaveContext ctx)
    {
        ctx.SaveNonEmptyString(Output);
        ctx.Writer.Write((byte)BagMode);
        ctx.Writer.Write(Inputs.Count);
        foreach (var input in Inputs)
            ctx.SaveNonEmptyString(input);
        ctx.Writer.WriteBoolByte(Keys != null);
        foreach (var keys in Keys ?? [])
        {
            ctx.Writer.WriteBoolByte(keys != null);
            keys?.Save(ctx);
        }
    }

    public static CategoryColumns Load(IHostEnvironment env, ModelLoadContext ctx)
    {
        var output = ctx.LoadNonEmptyString();
        var mode = (BagMode)ctx.Reader.ReadByte();
        env.CheckDecode(Enum.IsDefined(mode), "The stored mode of bags is none.");
        var count = ctx.Reader.ReadInt32();
        env.CheckDecode(count > 0, "There is no stored input column.");
        var inputs = new List<string>();
        for (var i = 0; i < count; i++)
            inputs.Add(ctx.LoadNonEmptyString());
        var columns = new CategoryColumns(output, inputs, mode);
        if (ctx.Header.ModelVerWritten < VersionWithKeys || !ctx.Reader.ReadBoolByte())
            return columns;
        var keys = new List<FittedKeys?>();
        for (var i = 0; i < count; i++)
            keys.Add(ctx.Reader.ReadBoolByte() ? FittedKeys.Load(env, ctx) : null);
        return columns with { Keys = keys };
    }

    /// <summary>The columns after the transform, as far as types tell.</summary>
    /// <exception cref="ArgumentException">An input column is missing, or of another type.</exception>
    public SchemaShape OutputSchemaShape(IExceptionContext host, SchemaShape inputSchema)
    {
        var (isNormalized, hasBag, hasKey) = (true, false, false);
        foreach (var name in Inputs)
        {
            if (!inputSchema.TryFindColumn(name, out var column))
                throw host.ExceptSchemaMismatch(nameof(inputSchema), "input", name);
            var isNumber = !column.IsKey && column.ItemType == NumberDataViewType.Single && column.Kind != SchemaShape.Column.VectorKind.VariableVector;
            if (!isNumber && !column.IsKey)
                throw host.ExceptSchemaMismatch(nameof(inputSchema), "input", name, Expected, column.GetTypeString());
            var isBag = column.IsKey && column.Kind != SchemaShape.Column.VectorKind.Scalar;
            hasBag |= isBag || (isNumber && column.Annotations.TryFindColumn(CategoryRanges.BagKind, out _));
            hasKey |= (column.IsKey && !isBag) || (isNumber && column.Annotations.TryFindColumn(AnnotationUtils.Kinds.CategoricalSlotRanges, out _));
            isNormalized &= isNumber ? column.IsNormalized() : !isBag || BagMode == BagMode.Mean;
        }

        var columns = inputSchema.ToDictionary(column => column.Name);
        columns[Output] = new(
            Output, SchemaShape.Column.VectorKind.Vector, NumberDataViewType.Single, isKey: false, CategoryAnnotations.Shape(isNormalized, hasKey, hasBag));
        return new SchemaShape(columns.Values);
    }

    /// <summary>What stands where among the features of data.</summary>
    /// <exception cref="ArgumentException">An input column is missing, of another type, or has other keys than it was fitted to.</exception>
    public CategorySlots FindSlots(IExceptionContext host, DataViewSchema schema)
    {
        DataViewSchema.Column[] columns = [.. Inputs.Select(name => schema.GetColumnOrNull(name) ?? throw host.ExceptSchemaMismatch(nameof(schema), "input", name))];
        foreach (var column in columns)
        {
            if (CategorySource.WidthOf(column.Type) == null)
                throw host.ExceptSchemaMismatch(nameof(schema), "input", column.Name, Expected, column.Type.ToString());
        }

        Rule.ThrowIfBroken((Keys ?? []).Zip(columns, (keys, column) => keys?.Problem(column)));
        var count = columns.Sum(column => (long)CategorySource.WidthOf(column.Type)!.Value);
        return count <= AlignedBuffer.MaxLength
            ? CategorySlots.Of(columns, BagMode)
            : throw new ArgumentException(Rule.Broken($"column \"{Output}\"", $"must have at most {AlignedBuffer.MaxLength} slots", count));
    }
}
