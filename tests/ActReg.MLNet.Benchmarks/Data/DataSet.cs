namespace ActReg.MLNet.Benchmarks.Data;

/// <summary>Rows of numbers and what to predict from each.</summary>
/// <param name="Task">How to read the targets.</param>
/// <param name="ClassCount">Of classes, how many there are, whether or not these rows have all of them; 0 for regression.</param>
/// <param name="Features">As long a row as any other.</param>
/// <param name="Targets">Classes 0, 1, ..., or values.</param>
internal sealed record DataSet(TaskKind Task, int ClassCount, double[][] Features, double[] Targets)
{
    public int Count => Targets.Length;

    public static DataSet OfClasses(double[][] features, double[] classes)
    {
        var count = (int)classes.Max() + 1;
        return new(count == 2 ? TaskKind.Binary : TaskKind.Multiclass, count, features, classes);
    }

    public static DataSet OfValues(double[][] features, double[] values) => new(TaskKind.Regression, 0, features, values);

    public DataSet Rows(IReadOnlyList<int> rows) =>
        this with { Features = [.. rows.Select(row => Features[row])], Targets = [.. rows.Select(row => Targets[row])] };
}
