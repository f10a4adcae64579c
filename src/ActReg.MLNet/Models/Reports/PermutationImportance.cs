using System.Globalization;

namespace ActReg.MLNet;

/// <summary>
/// How much a network needs each source column: by how much its loss on some rows rises when the values of all of the column's slots are
/// exchanged between rows together (L. Breiman, "Random forests", 2001; A. Fisher, C. Rudin and F. Dominici, "All models are wrong, but many
/// are useful", 2019).
/// </summary>
/// <remarks>
/// ML.NET's <c>PermutationFeatureImportance</c> does that for each slot by itself, which tells little of a category in a hundred slots, and
/// scores row by row. Columns that say the same share what they tell, and may all seem of little importance. Rows that were not trained on
/// tell what matters for new ones.
/// </remarks>
public sealed partial class PermutationImportance
{
    private PermutationImportance(IReadOnlyList<ColumnImportance> columns, double loss, int rowCount, int permutationCount)
    {
        Columns = columns;
        Loss = loss;
        RowCount = rowCount;
        PermutationCount = permutationCount;
    }

    /// <summary>The source columns, the most important first.</summary>
    public IReadOnlyList<ColumnImportance> Columns { get; }

    /// <summary>
    /// The mean loss of the rows as they are: cross-entropy in natural units in classification, squared error in regression, penalties
    /// excluded.
    /// </summary>
    public double Loss { get; }

    /// <summary>The rows measured.</summary>
    public int RowCount { get; }

    /// <summary>How often each column was permuted.</summary>
    public int PermutationCount { get; }

    /// <summary>As a table, a line for each column.</summary>
    public override string ToString()
    {
        var width = Columns.Max(column => column.Name.Length);
        return string.Join(Environment.NewLine,
        [
            string.Create(CultureInfo.InvariantCulture, $"Loss {Loss:g4} on {RowCount} rows; when a column's values change places ({PermutationCount} times) it rises by"),
            .. Columns.Select(column => string.Create(
                CultureInfo.InvariantCulture, $"{column.Name.PadRight(width)}  {column.LossIncrease,10:g4} ± {column.StandardError:g2}")),
        ]);
    }

    /// <param name="score">Scores rows.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="groups">The slots of each column.</param>
    /// <param name="permutationCount">How often each column is permuted.</param>
    /// <param name="seed">Of the permutations.</param>
    internal static PermutationImportance Measure(
        Func<float[], double[]> score, LabeledRows rows, IReadOnlyList<(string Name, int[] Slots)> groups, int permutationCount, int seed)
    {
        var rowCount = rows.Labels.Length;
        var width = rows.Features.Length / rowCount;
        var loss = score(rows.Features).Average();
        float[] permuted = [.. rows.Features];
        var order = new int[rowCount];
        var columns = new ColumnImportance[groups.Count];
        for (var group = 0; group < groups.Count; group++)
        {
            var (name, slots) = groups[group];
            var increases = new double[permutationCount];
            for (var repeat = 0; repeat < permutationCount; repeat++)
            {
                for (var row = 0; row < rowCount; row++)
                    order[row] = row;
                // The same permutations for every column, whichever others there are.
                RandomStreams.Create(seed, RandomStreams.Permutation, repeat).Shuffle<int>(order);
                CopySlots(slots, row => order[row]);
                increases[repeat] = score(permuted).Average() - loss;
            }

            CopySlots(slots, row => row);
            columns[group] = new(name, slots.Length, increases.Average(), StandardErrorOf(increases));
        }

        return new PermutationImportance([.. columns.OrderByDescending(column => column.LossIncrease)], loss, rowCount, permutationCount);

        void CopySlots(int[] slots, Func<int, int> from)
        {
            for (var row = 0; row < rowCount; row++)
            {
                foreach (var slot in slots)
                    permuted[(row * width) + slot] = rows.Features[(from(row) * width) + slot];
            }
        }
    }

    private static double StandardErrorOf(double[] values)
    {
        var mean = values.Average();
        return Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Length - 1) / values.Length);
    }
}
