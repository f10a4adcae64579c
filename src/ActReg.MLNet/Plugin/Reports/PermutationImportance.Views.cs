using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActReg.MLNet;

public sealed partial class PermutationImportance
{
    /// <summary>Measures how much a network needs each source column. All rows are scored once for each column and permutation, many at a time.</summary>
    /// <typeparam name="TOutput">What the network scores a row with.</typeparam>
    /// <param name="network">The trained network.</param>
    /// <param name="data">
    /// Rows of two at least, of which two copies are kept in memory; those whose features the network cannot read, or without a label, are left out.
    /// </param>
    /// <param name="labelColumnName">The label: <see cref="bool"/>, a key or <see cref="float"/>, as in training.</param>
    /// <param name="featureColumnName">The features column, a vector of as many <see cref="float"/> as the network takes.</param>
    /// <param name="permutationCount">How often each column is permuted, at least 1; 5 by default.</param>
    /// <param name="seed">Of the permutations; the same seed gives the same result.</param>
    /// <param name="columnOf">
    /// The source column of a slot, by its index and its name, which is empty where it has none. By default what stands before the name's
    /// first point, as <c>Concatenate</c> writes it for vectors whose slots have names; slots without names stand for themselves.
    /// </param>
    /// <exception cref="ArgumentException">A column is missing or not as in training, or fewer than two rows can be used.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="permutationCount"/> is less than 1.</exception>
    public static PermutationImportance Create<TOutput>(
        NetworkModelParametersBase<TOutput> network, IDataView data, string labelColumnName = DefaultColumnNames.Label,
        string featureColumnName = DefaultColumnNames.Features, int permutationCount = 5, int seed = 0, Func<int, string, string>? columnOf = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(data);
        Require.AtLeast(1, permutationCount);
        var rows = LabeledRowReader.Read(data, labelColumnName, network.LabelType, featureColumnName, network.Network);
        var scores = new float[rows.Labels.Length * network.Network.Plan.OutputSize];
        return Measure(
            features =>
            {
                network.Score(features, scores, Environment.ProcessorCount);
                return network.LossesOf(scores, rows.Labels);
            },
            rows, SlotGroups.Of(network.InputSize, ColumnMarks.OfFeatures(data.Schema[featureColumnName]).SlotNames, columnOf), permutationCount, seed);
    }
}
