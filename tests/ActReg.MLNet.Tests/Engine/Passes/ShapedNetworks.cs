namespace ActReg.MLNet.Tests;

/// <summary>Random small networks on images, sequences and embedded numbers.</summary>
internal static class ShapedNetworks
{
    /// <summary>The numbers that features are where a network embeds them.</summary>
    public const int ValueCount = 7;

    /// <summary>The most values that become more: a step for each timestep takes long.</summary>
    private const int MostToEnlarge = 100;

    /// <summary>All layers, with one output, and what they take.</summary>
    public static (LayerShape Input, IReadOnlyList<Layer> Layers) Create(Random random)
    {
        var layers = new List<Layer>();
        var input = random.Next(3) switch
        {
            0 => LayerShape.Image(random.Next(1, 9), random.Next(1, 9), random.Next(1, 4)),
            1 => LayerShape.Sequence(random.Next(2, 9), random.Next(1, 5)),
            _ => LayerShape.Flat(random.Next(2, 9)),
        };
        if (input.Rank == 1)
            layers.Add(Layer.Embedding(ValueCount, random.Next(1, 10), activityRegularizer: Penalty(random)));
        var count = random.Next(1, 5);
        for (var i = 0; i < count && Shape(input, layers) is { Rank: > 1 } shape; i++)
            layers.Add(Any(shape, random));
        if (Shape(input, layers).Rank == 1 && random.Next(2) == 0)
            layers.Add(Layer.RepeatVector(random.Next(1, 4), Penalty(random)));
        if (Shape(input, layers).Rank > 1)
            layers.Add(End(random));
        layers.Add(Layer.Dense(1));
        return (input, layers);
    }

    /// <summary>Rows for such a network.</summary>
    public static TrainingSet Rows(Random random, NetworkPlan plan, int rows, bool weighted = false)
    {
        var set = TrainingSets.Create(random, rows, plan.InputSize, weighted);
        return plan.Features.Count == null ? set : set with
        {
            Features = new RowValues(plan.InputSize, [.. set.Features.ToArray().Select(_ => (float)random.Next(ValueCount))]),
        };
    }

    private static Layer Any(LayerShape shape, Random random) => random.Next(12) switch
    {
        9 or 10 or 11 when shape.Size > MostToEnlarge => Layer.Dropout(0.3f),
        9 => Reshape(shape, random),
        10 when shape.Rank == 2 => Layer.UpSampling1D(random.Next(1, 4), Penalty(random)),
        10 => Layer.UpSampling2D((random.Next(1, 4), random.Next(1, 4)), Penalty(random)),
        11 when shape.Rank == 3 => Transposed(random),
        0 => Layer.Activation(Function(random), Penalty(random)),
        1 => Layer.Dropout(0.3f),
        2 => Layer.BatchNorm(0.9f, 0.1f, Penalty(random)),
        3 => Layer.LayerNorm(0.1f, Penalty(random)),
        4 => Layer.Dense(random.Next(1, 10), Function(random), Penalty(random)),
        5 => Layer.ActivityRegularization(ActivityRegularizer.L2(0.1f)),
        6 or 7 when shape.Rank == 2 => Recurrent(shape, random),
        6 => Pooling(shape, random),
        _ => Convolution(shape, random),
    };

    private static RecurrentLayer Recurrent(LayerShape shape, Random random)
    {
        var returnSequences = random.Next(2) == 0;
        var penalty = returnSequences && shape.Width > 1 && random.Next(2) == 0
            ? ActivityRegularizer.Temporal(0.1f, 0.2f, (ActivityReduction)random.Next(3)) : Penalty(random);
        var cell = (RecurrentCell)random.Next(3);
        return new RecurrentLayer(cell, random.Next(1, 10), returnSequences, random.Next(2) == 0, penalty);
    }

    private static Layer Convolution(LayerShape shape, Random random)
    {
        var groups = random.Next(3) == 0 ? shape.Channels : 1;
        var filters = groups * random.Next(1, 10);
        var (padding, height, width) = Window(shape, random);
        return shape.Rank == 2
            ? Layer.Conv1D(
                filters, width.Size, width.Stride, padding, width.Dilation, groups, Function(random), Penalty(random))
            : Layer.Conv2D(
                filters, (height.Size, width.Size), (height.Stride, width.Stride), padding, (height.Dilation, width.Dilation), groups,
                Function(random), Penalty(random));
    }

    private static Conv2DTransposeLayer Transposed(Random random) => Layer.Conv2DTranspose(
        random.Next(1, 10), (random.Next(1, 4), random.Next(1, 4)), (random.Next(1, 4), random.Next(1, 4)), (Padding)random.Next(2),
        (random.Next(1, 3), random.Next(1, 3)), Function(random), Penalty(random));

    private static ReshapeLayer Reshape(LayerShape shape, Random random)
    {
        var channels = Divisor(shape.Size);
        return random.Next(3) switch
        {
            0 => Layer.Reshape(-1, channels),
            1 => Layer.Reshape(Divisor(shape.Size / channels), -1, channels),
            _ => Layer.Reshape(shape.Size),
        };

        int Divisor(int size)
        {
            int[] divisors = [.. Enumerable.Range(1, 9).Where(divisor => size % divisor == 0)];
            return divisors[random.Next(divisors.Length)];
        }
    }

    private static Layer Pooling(LayerShape shape, Random random)
    {
        var kind = (PoolingKind)random.Next(2);
        var (padding, height, width) = Window(shape, random);
        return shape.Rank == 2
            ? new Pooling1DLayer(kind, width.Size, width.Stride, padding, Penalty(random))
            : new Pooling2DLayer(kind, (height.Size, width.Size), (height.Stride, width.Stride), padding, Penalty(random));
    }

    private static (Padding Padding, WindowAxis Height, WindowAxis Width) Window(LayerShape shape, Random random)
    {
        var padding = (Padding)random.Next(2);
        return (padding, Axis(shape.Height), Axis(shape.Width));

        WindowAxis Axis(int length)
        {
            var size = random.Next(1, Math.Min(4, length + 1));
            var stride = random.Next(1, 4);
            var widest = size == 1 ? 3 : (length - 1) / (size - 1);
            return new(length, size, stride, padding == Padding.Same ? random.Next(1, 4) : random.Next(1, widest + 1), padding);
        }
    }

    private static Layer End(Random random) => random.Next(3) switch
    {
        0 => Layer.Flatten(),
        1 => Layer.GlobalMaxPooling(Penalty(random)),
        _ => Layer.GlobalAveragePooling(Penalty(random)),
    };

    private static ActivityRegularizer? Penalty(Random random) => random.Next(3) switch
    {
        0 => ActivityRegularizer.L1(0.05f, (ActivityReduction)random.Next(3)),
        1 => ActivityRegularizer.L2(0.05f, (ActivityReduction)random.Next(3)),
        _ => null,
    };

    private static Activation Function(Random random) => ReferenceActivation.All[random.Next(ReferenceActivation.All.Count)];

    private static LayerShape Shape(LayerShape input, List<Layer> layers)
    {
        return layers.Count == 0 ? input : NetworkPlanner.Plan(input, layers).LayerShapes[^1];
    }
}
