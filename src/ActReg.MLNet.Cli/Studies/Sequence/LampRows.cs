using MathNet.Numerics.Random;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActReg.MLNet.Cli.Sequence;

/// <summary>The rows of one repeat: <c>Events</c> (Vector&lt;Single, timesteps&gt;) and <c>Label</c> (Boolean).</summary>
/// <param name="Train">The networks and trees are fitted to.</param>
/// <param name="Validation">Choose among settings.</param>
/// <param name="Test">Measure what was chosen.</param>
internal sealed record LampRows(IDataView Train, IDataView Validation, IDataView Test)
{
    /// <summary>Different draws of one stream; equal settings and seeds give equal rows.</summary>
    public static LampRows Load(MLContext mlContext, SequenceSettings settings, int seed)
    {
        var schema = SchemaDefinition.Create(typeof(LampRow));
        schema[nameof(LampRow.Events)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, settings.Timesteps);
        var random = new MersenneTwister(seed, threadSafe: false);
        return new(Draw(settings.Rows), Draw(settings.ValidationRows), Draw(settings.TestRows));

        IDataView Draw(int count) => mlContext.Data.LoadFromEnumerable(
            Enumerable.Range(0, count).Select(_ => LampRow.Draw(settings.Timesteps, random)).ToArray(), schema);
    }
}
