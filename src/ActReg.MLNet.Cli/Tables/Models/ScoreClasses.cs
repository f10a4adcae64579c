using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActReg.MLNet.Cli.Tables;

/// <summary>The classes that the slots of a score are of.</summary>
internal static class ScoreClasses
{
    /// <param name="score">The column; its slots' names are the classes, or they are numbered.</param>
    public static IReadOnlyList<string> Of(DataViewSchema.Column score)
    {
        var names = default(VBuffer<ReadOnlyMemory<char>>);
        if (score.HasSlotNames())
            score.GetSlotNames(ref names);
        string[] told = [.. names.DenseValues().Select(name => name.ToString())];
        return told.Length > 0 ? told
            : [.. Enumerable.Range(0, ((VectorDataViewType)score.Type).Size).Select(slot => slot.ToString(CultureInfo.InvariantCulture))];
    }
}
