using ActReg.MLNet.Tests.Testing;
using Microsoft.ML;

namespace ActReg.MLNet.Tests;

/// <summary>What is streamed takes the memory of its buffers, however many rows there are.</summary>
[TestClass]
[DoNotParallelize]
public sealed class StreamingMemoryTests
{
    private const int Rows = 2_000_000;
    private const int FeatureCount = 20;
    private const long Allowed = 48 << 20;

    /// <summary>
    /// 160 MB of features, of which no more than the shuffle buffer and the slots are there at any moment that is looked at.
    /// </summary>
    [TestMethod]
    public void Two_million_rows_leave_the_heap_flat()
    {
        var context = new MLContext(seed: 1);
        var most = 0L;
        var options = new ActivityRegularizedMlpOptions
        {
            Layers = [Layer.Dense(4, Activation.Relu)],
            Epochs = 1,
            BatchSize = 1000,
            CacheInMemory = false,
            LearningRateSchedule = new ActingSchedule(moment =>
            {
                if (moment.StepInEpoch % 200 == 199)
                    most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: true));
                return 1;
            }),
        };
        var trainer = context.BinaryClassification.Trainers.ActivityRegularizedMlp(options);
        var data = Data.Binary(context, FeatureCount, Generated());
        var before = GC.GetTotalMemory(forceFullCollection: true);
        trainer.Fit(data);
        Assert.IsGreaterThan(0, most);
        Assert.IsLessThan(Allowed, most - before);
    }

    /// <summary>Batches allocate nothing: what is left are cursors, two buffers and the figures of the epochs.</summary>
    [TestMethod]
    public void Batches_allocate_nothing()
    {
        var context = new MLContext(seed: 1);
        var few = Allocated(10_000);
        var many = Allocated(110_000);
        Assert.IsLessThan(100_000, many - few);

        long Allocated(int rows)
        {
            var data = StreamedTraining.Data(context, rows);
            var options = StreamedTraining.Options();
            options.Epochs = 2;
            options.BatchSize = 10;
            options.StreamingSizes = new StreamingSizes { ShuffleBytes = 16 * 1000, SlotBytes = 16 * 1000 };
            var trainer = TinyTraining.Trainer(context, options);
            trainer.Fit(data);
            return Enumerable.Range(0, 3).Min(_ =>
            {
                var before = GC.GetTotalAllocatedBytes(precise: true);
                trainer.Fit(data);
                return GC.GetTotalAllocatedBytes(precise: true) - before;
            });
        }
    }

    private static IEnumerable<Data.BinaryRow> Generated()
    {
        var random = new Random(1);
        var row = new Data.BinaryRow { Features = new float[FeatureCount] };
        for (var i = 0; i < Rows; i++)
        {
            for (var feature = 0; feature < FeatureCount; feature++)
                row.Features[feature] = random.NextSingle();
            row.Label = row.Features[0] > 0.5f;
            yield return row;
        }
    }
}
