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
    /// excluded. In binary classification it is that of the column Probability where the calibrated model was given, and of the logit's own
    /// sigmoid where its network was: they differ where class weights were corrected for, and after calibrators other than the trainer's.
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

    /// <summary>Permutes the rows' columns in place, one after the other, and brings each back.</summary>
    /// <param name="meanLoss">That of the rows as they are.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="groups">The slots of each column.</param>
    /// <param name="permutationCount">How often each column is permuted.</param>
    /// <param name="seed">Of the permutations.</param>
    internal static PermutationImportance Measure(
        Func<double> meanLoss, RowValues rows, IReadOnlyList<(string Name, int[] Slots)> groups, int permutationCount, int seed)
    {
        var loss = meanLoss();
        var order = new int[rows.Count];
        var spare = new float[rows.Count];
        var columns = new ColumnImportance[groups.Count];
        for (var group = 0; group < groups.Count; group++)
        {
            var (name, slots) = groups[group];
            var increases = new double[permutationCount];
            for (var repeat = 0; repeat < permutationCount; repeat++)
            {
                for (var row = 0; row < order.Length; row++)
                    order[row] = row;
                // The same permutations for every column, whichever others there are.
                RandomStreams.Create(seed, RandomStreams.Permutation, repeat).Shuffle<int>(order);
                foreach (var slot in slots)
                    Permute(rows, slot, order, spare);
                increases[repeat] = meanLoss() - loss;
                foreach (var slot in slots)
                    BringBack(rows, slot, order, spare);
            }

            columns[group] = new(name, slots.Length, increases.Average(), StandardErrorOf(increases));
        }

        return new PermutationImportance([.. columns.OrderByDescending(column => column.LossIncrease)], loss, rows.Count, permutationCount);
    }

    /// <summary>Gives each row the value of another.</summary>
    private static void Permute(RowValues rows, int slot, int[] order, float[] spare)
    {
        for (var row = 0; row < order.Length; row++)
            spare[row] = rows[row][slot];
        for (var row = 0; row < order.Length; row++)
            rows[row][slot] = spare[order[row]];
    }

    private static void BringBack(RowValues rows, int slot, int[] order, float[] spare)
    {
        for (var row = 0; row < order.Length; row++)
            spare[order[row]] = rows[row][slot];
        for (var row = 0; row < order.Length; row++)
            rows[row][slot] = spare[row];
    }

    private static double StandardErrorOf(double[] values)
    {
        var mean = values.Average();
        return Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Length - 1) / values.Length);
    }
}
