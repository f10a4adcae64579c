using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActReg.MLNet.OnnxTests;

/// <summary>Rows that a network can read, and some that it cannot.</summary>
internal static class FeatureRows
{
    /// <summary>Random rows, the last of which has a feature that is none.</summary>
    public static float[][] Of(TrainedNetwork network, int count, int seed)
    {
        var random = new Random(seed);
        var (plan, domain) = (network.Plan, network.Plan.Features);
        float[][] rows = [.. Enumerable.Range(0, count).Select(_ => Enumerable.Range(0, plan.InputSize).Select(_ => Feature()).ToArray())];
        if (plan.FeatureMask is { } mask)
        {
            // A row whose end is masked, one whose beginning is, one with a gap, one that is masked whole, and others anywhere.
            var timesteps = plan.InputSize / mask.Features;
            bool[][] masks = [.. Enumerable.Range(0, count).Select(row => Enumerable.Range(0, timesteps).Select(timestep => row switch
            {
                0 => timestep >= 2,
                1 => timestep < 2,
                2 => timestep == 1,
                3 => true,
                4 => false,
                _ => random.Next(3) == 0,
            }).ToArray())];
            for (var row = 0; row < count; row++)
            {
                for (var feature = 0; feature < plan.InputSize; feature++)
                    rows[row][feature] = masks[row][feature / mask.Features] ? mask.Value : rows[row][feature];
            }
        }

        if (domain.MayBeMissing)
        {
            foreach (var row in rows[1..4])
                row[random.Next(row.Length)] = float.NaN;
        }

        rows[^1][^1] = float.PositiveInfinity;
        rows[^2][0] = domain.Count == null ? float.NegativeInfinity : 0.5f;
        return rows;

        float Feature() => domain.Count is { } numbers ? random.Next(numbers) : 4 * random.NextSingle() - 2;
    }

    /// <summary>Rows as a column of features.</summary>
    public static IDataView View(IReadOnlyList<float[]> rows, TrainedNetwork network)
    {
        var schema = SchemaDefinition.Create(typeof(Row));
        schema[nameof(Row.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, network.Plan.Input.ToInputArray());
        return new MLContext().Data.LoadFromEnumerable(rows.Select(row => new Row { Features = row }), schema);
    }

    private sealed class Row
    {
        public float[] Features { get; set; } = [];
    }
}
