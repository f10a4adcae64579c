using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace ActReg.MLNet;

/// <summary>The columns that an autoencoder reads and makes.</summary>
/// <param name="Input">The features.</param>
/// <param name="Code">The code.</param>
/// <param name="Reconstruction">What the code tells of the features; null for none.</param>
/// <param name="Score">The error of that; null for none.</param>
/// <param name="PredictedLabel">Whether the error is above the threshold; only beside <paramref name="Score"/>.</param>
internal sealed record AutoencoderColumns(string Input, string Code, string? Reconstruction, string? Score, string PredictedLabel)
{
    public static AutoencoderColumns Of(SparseAutoencoderOptions options) => new(
        options.InputColumnName, options.OutputColumnName, options.ReconstructionColumnName, options.ScoreColumnName, options.PredictedLabelColumnName);

    /// <summary>The columns to make, in order.</summary>
    public IReadOnlyList<AutoencoderOutput> Outputs { get; } =
    [
        AutoencoderOutput.Code(Code), .. Reconstruction == null ? (AutoencoderOutput[])[] : [AutoencoderOutput.Reconstruction(Reconstruction)],
        .. Score == null ? (AutoencoderOutput[])[] : [AutoencoderOutput.Score(Score), AutoencoderOutput.PredictedLabel(PredictedLabel)],
    ];

    public void Save(ModelSaveContext ctx)
    {
        ctx.SaveNonEmptyString(Input);
        ctx.SaveNonEmptyString(Code);
        ctx.SaveStringOrNull(Reconstruction);
        ctx.SaveStringOrNull(Score);
        ctx.SaveNonEmptyString(PredictedLabel);
    }

    public static AutoencoderColumns Load(ModelLoadContext ctx) => new(
        ctx.LoadNonEmptyString(), ctx.LoadNonEmptyString(), ctx.LoadStringOrNull(), ctx.LoadStringOrNull(), ctx.LoadNonEmptyString());

    /// <summary>The columns after the transform, as far as types tell.</summary>
    /// <exception cref="ArgumentException">The input column is missing, or is not of its type.</exception>
    public SchemaShape OutputSchemaShape(IExceptionContext host, SchemaShape inputSchema)
    {
        var input = TransformInput.Find(host, inputSchema, Input, size: null);
        var hasSlotNames = input.Annotations.TryFindColumn(AnnotationUtils.Kinds.SlotNames, out _);
        var columns = inputSchema.ToDictionary(column => column.Name);
        foreach (var output in Outputs)
            columns[output.Name] = output.Name == Reconstruction ? AutoencoderOutput.Reconstruction(output.Name, hasSlotNames).Shape : output.Shape;
        return new SchemaShape(columns.Values);
    }
}
