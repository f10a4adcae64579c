namespace ActReg.MLNet.Tests;

/// <summary>The loss of a network in double precision, written down as plainly as it is defined.</summary>
/// <param name="layers">All layers, the output layer included.</param>
/// <param name="set">The batch.</param>
/// <param name="regression">The loss of an error, of which the mean over a row's targets is taken; by default binary cross-entropy.</param>
/// <param name="input">The shape of the features, if that is a sequence.</param>
internal sealed class ReferenceNetwork(IReadOnlyList<Layer> layers, TrainingSet set, RegressionLoss? regression = null, LayerShape? input = null)
{
    /// <summary>The distance to the nearest kink, of an activation or an L1 penalty, that the last computation came across.</summary>
    public double KinkDistance { get; private set; }

    public double DataLoss { get; private set; }

    public double Penalty { get; private set; }

    public double Accuracy { get; private set; }

    /// <summary>Computes all figures; returns data loss plus penalty.</summary>
    /// <param name="weights">The weight arrays, in public order and layout.</param>
    public double Compute(IReadOnlyList<double[]> weights)
    {
        KinkDistance = double.PositiveInfinity;
        Penalty = 0;
        var total = Enumerable.Range(0, set.RowCount).Sum(RowWeight);
        double[][] values = [.. Enumerable.Range(0, set.RowCount).Select(row => Array.ConvertAll(set.Row(row).ToArray(), value => (double)value))];
        double[] rowWeights = [.. Enumerable.Range(0, set.RowCount).Select(RowWeight)];
        if (input is { Rank: 3 } image)
            values = [.. values.Select(row => ReferenceImages.ChannelsLast(image, row))];
        var (next, places, members) = (0, input?.Positions ?? 1, 1);
        bool[][]? masks = null;
        for (var index = 0; index < layers.Count; index++)
        {
            var layer = layers[index];
            if (layer is DenseLayer dense)
            {
                values = AtPlaces(places, values, x => Multiply(x, weights[next], weights[next + 1]));
                Penalty += KernelPenalty(dense.KernelRegularizer, weights[next]);
                next += 2;
                values = Activate(dense.ActivationFunction, values);
            }
            else if (layer is ActivationLayer activation)
            {
                values = Activate(activation.ActivationFunction, values);
            }
            else if (layer is ParametricActivationLayer parametric)
            {
                var alpha = weights[next++];
                var activated = Activate(parametric.ActivationFunction, values);
                values = [.. values.Zip(activated, (row, results) => row.Select((x, i) => (1 - alpha[i % alpha.Length]) * x + alpha[i % alpha.Length] * results[i]).ToArray())];
            }
            else if (layer is ScaleLayer)
            {
                var scale = weights[next++];
                values = [.. values.Select(row => row.Select((x, i) => x * scale[i % scale.Length]).ToArray())];
            }
            else if (layer is PeriodicEmbeddingLayer embedding)
            {
                var features = index > 0 && layers[index - 1] is CategoryEmbeddingLayer categories ? values[0].Length - categories.Blocks!.Sum(categories.UnitsOf) : values[0].Length;
                if (features == 0)
                    continue;
                double[][] passed = [.. values.Select(row => row[features..])];
                values = Embed(embedding, [.. values.Select(row => row[..features])], weights[next], weights[next + 1], weights[next + 2], weights[next + 3]);
                values = [.. values.Zip(passed, (row, rest) => row.Concat(rest).ToArray())];
                next += 4;
            }
            else if (layer is PiecewiseLinearEncodingLayer encoding)
            {
                var (lower, factors) = (weights[next], weights[next + 1]);
                next += 2;
                values = [.. values.Select(row => Encode(encoding.BinCounts!, row, lower, factors))];
            }
            else if (layer is CategoryEmbeddingLayer categories)
            {
                var tables = weights.Skip(next).Take(categories.Blocks!.Count).ToArray();
                int[] counts = index > 0 && layers[index - 1] is PiecewiseLinearEncodingLayer before ? [.. before.BinCounts!] : [.. values[0].Select(_ => 1)];
                CategoryBlock[] blocks = [.. categories.Blocks.Select(block => block with { First = counts.Take(block.First).Sum() })];
                values = [.. values.Select(row => Embed(categories, blocks, row, tables))];
                next += tables.Length;
            }
            else if (layer is DropoutLayer dropout)
            {
                values = Drop(new DropoutMask(FusedBatch.Noise, index, dropout.Rate), values);
            }
            else if (layer is BatchNormLayer batchNorm)
            {
                double[] placeWeights = [.. rowWeights.SelectMany(weight => Enumerable.Repeat(weight, places))];
                values = AtPlaces(places, values, x => ReferenceNormalization.OverRows(x, placeWeights, batchNorm.Epsilon, weights[next], weights[next + 1]));
                next += 4;
            }
            else if (ReferenceImages.Know(layer))
            {
                var shapes = NetworkPlanner.Plan(input ?? set.FeatureCount, layers).LayerShapes;
                var own = weights.Skip(next).Take(2).ToArray();
                values = [.. values.Select(row => ReferenceImages.Compute(layer, shapes.Prepend(input ?? set.FeatureCount).ElementAt(index), row, own, ComeAcross))];
                places = shapes[index].Positions;
                if (layer is ConvolutionLayer or Conv2DTransposeLayer)
                {
                    Penalty += KernelPenalty((layer as ConvolutionLayer)?.KernelRegularizer ?? (layer as Conv2DTransposeLayer)?.KernelRegularizer, own[0]);
                    next += 2;
                    values = Activate((layer as ConvolutionLayer)?.ActivationFunction ?? ((Conv2DTransposeLayer)layer).ActivationFunction, values);
                }
            }
            else if (layer is LayerNormLayer layerNorm)
            {
                values = AtPlaces(places, values, x => ReferenceNormalization.OverUnits(x, layerNorm.Epsilon, weights[next], weights[next + 1]));
                next += 2;
            }

            else if (layer is BatchEnsembleLayer ensemble)
            {
                var scale = weights[next++];
                places = ensemble.Members;
                values = [.. values.Select(row => scale.Select((factor, i) => factor * row[i % row.Length]).ToArray())];
            }
            else if (layer is MaskingLayer masking)
            {
                masks = [.. values.Select(row => row.Chunk(row.Length / places).Select(timestep => timestep.All(value => value == masking.MaskValue)).ToArray())];
                values = ReferenceSequences.Clear(values, masks);
            }
            else if (layer is EmbeddingLayer table)
            {
                places = values[0].Length;
                masks = table.MaskZero ? [.. values.Select(row => row.Select(number => number == 0).ToArray())] : null;
                values = ReferenceSequences.Embed(table, values, weights[next++]);
            }
            else if (layer is RecurrentLayer recurrent)
            {
                var arrays = weights.Skip(next).Take(recurrent.IsBidirectional ? 6 : 3).ToArray();
                next += arrays.Length;
                values = ReferenceSequences.Recur(recurrent, values, places, masks, arrays);
                Penalty += arrays.Where((_, i) => i % 3 == 0).Sum(kernel => KernelPenalty(recurrent.KernelRegularizer, kernel));
                (places, masks) = recurrent.ReturnSequences ? (places, masks) : (1, null);
            }
            else if (layer is RepeatVectorLayer repeat)
            {
                places = repeat.N;
                values = [.. values.Select(row => Enumerable.Repeat(row, places).SelectMany(copy => copy).ToArray())];
            }
            else if (layer is UpSampling1DLayer longer)
            {
                values = [.. values.Select(row => row.Chunk(row.Length / places).SelectMany(place => Enumerable.Repeat(place, longer.Size)).SelectMany(copy => copy).ToArray())];
                places *= longer.Size;
            }
            else if (layer is ReshapeLayer reshape)
            {
                places = values[0].Length / reshape.TargetShape[^1];
            }
            else if (layer is FlattenLayer)
            {
                (places, masks) = (1, null);
            }
            else if (layer is MemberOutputLayer output)
            {
                next += output.Mean.IsOfProbabilities() ? 1 : 0;
                var inputs = values[0].Length / places;
                members = places;
                values = [.. values.Select(row => Enumerable.Range(0, members).SelectMany(m => Multiply(
                    [row[(m * inputs)..((m + 1) * inputs)]], Part(weights[next], m), Part(weights[next + 1], m))[0]).ToArray())];
                Penalty += KernelPenalty(output.KernelRegularizer, weights[next]);
                next += 2;
                double[] Part(double[] array, int m) => array[(m * array.Length / members)..((m + 1) * array.Length / members)];
            }

            Penalty += layer.ActivityRegularizer switch
            {
                L1L2ActivityRegularizer regularizer => LayerPenalty(regularizer, ReferenceSequences.Clear(values, masks), total),
                KullbackLeiblerActivityRegularizer divergence => LayerPenalty(divergence, values, masks),
                TemporalActivityRegularizer temporal => ReferenceSequences.Penalty(temporal, values, places, masks, rowWeights),
                _ => 0,
            };
        }

        double loss = 0, correct = 0;
        for (var row = 0; row < set.RowCount; row++)
        {
            if (regression != null)
            {
                var targets = set.Target(row).ToArray();
                var errors = values[row].Select((output, i) => output - targets[i % targets.Length]);
                loss += RowWeight(row) * errors.Average(ErrorLoss);
                correct = double.NaN;
                continue;
            }

            foreach (var logit in values[row])
            {
                loss += RowWeight(row) * BinaryCrossEntropyTests.RowLoss(logit, set.Target(row)[0]) / members;
                correct += logit > 0 == set.Target(row)[0] > 0.5 ? RowWeight(row) / members : 0;
            }
        }

        DataLoss = loss / total;
        Accuracy = correct / total;
        return DataLoss + Penalty;
    }

    /// <summary>The gradient of <see cref="Compute"/> by central differences.</summary>
    public double[][] Gradient(IReadOnlyList<double[]> weights, double step)
    {
        double[][] gradient = [.. weights.Select(array => new double[array.Length])];
        for (var array = 0; array < weights.Count; array++)
        {
            for (var i = 0; i < weights[array].Length; i++)
                gradient[array][i] = Slope(weights, array, i, step);
        }

        return gradient;
    }

    /// <summary>One element of <see cref="Gradient"/>.</summary>
    public double Slope(IReadOnlyList<double[]> weights, int array, int index, double step)
    {
        var value = weights[array][index];
        weights[array][index] = value + step;
        var above = Compute(weights);
        weights[array][index] = value - step;
        var below = Compute(weights);
        weights[array][index] = value;
        return (above - below) / (2 * step);
    }

    private double ErrorLoss(double error)
    {
        if (regression is AbsoluteError)
            ComeAcross([error]);
        return RegressionObjectiveTests.ErrorLoss(regression!, error);
    }

    private double RowWeight(int row) => set.Weight(row);

    private void ComeAcross(IEnumerable<double> values)
    {
        // An exact 0 comes from an activation's flat part, and stays.
        foreach (var value in values.Where(value => value != 0))
            KinkDistance = Math.Min(KinkDistance, Math.Abs(value));
    }

    /// <summary>What a layer makes of each place by itself.</summary>
    private static double[][] AtPlaces(int places, double[][] values, Func<double[][], double[][]> compute)
    {
        var channels = values[0].Length / places;
        double[][] outputs = compute([.. values.SelectMany(row => row.Chunk(channels))]);
        return [.. outputs.Chunk(places).Select(row => row.SelectMany(x => x).ToArray())];
    }

    private static double[][] Multiply(double[][] values, double[] kernel, double[] bias) =>
        [.. values.Select(row => bias.Select((b, unit) => b + row.Select((value, i) => value * kernel[i * bias.Length + unit]).Sum())
            .ToArray())];

    private static double[] Encode(IReadOnlyList<int> counts, double[] row, double[] lower, double[] factors)
    {
        var encoded = new List<double>();
        for (var feature = 0; feature < counts.Count; feature++)
        {
            for (var bin = 0; bin < counts[feature]; bin++)
            {
                var share = (row[feature] - lower[encoded.Count]) * factors[encoded.Count];
                encoded.Add(bin > 0 && share < 0 ? 0 : bin < counts[feature] - 1 && share > 1 ? 1 : share);
            }
        }

        return [.. encoded];
    }

    private static double[] Embed(CategoryEmbeddingLayer layer, CategoryBlock[] blocks, double[] row, double[][] tables)
    {
        var vectors = blocks.Zip(tables).SelectMany(block => Enumerable.Range(0, layer.UnitsOf(block.First)).Select(
            unit => Enumerable.Range(0, block.First.Count).Sum(i => row[block.First.First + i] * block.Second[i * layer.UnitsOf(block.First) + unit])));
        return [.. row.Where((_, i) => !blocks.Any(block => i >= block.First && i < block.First + block.Count)), .. vectors];
    }

    private static double[][] Embed(
        PeriodicEmbeddingLayer layer, double[][] values, double[] frequencies, double[] phases, double[] kernel, double[] bias)
    {
        var (count, outputs) = (layer.Frequencies, layer.Width - 1);
        return [.. values.Select(row => row.SelectMany((x, feature) => Enumerable.Range(0, outputs).Select(i => bias[feature * outputs + i]
            + Enumerable.Range(0, count).Sum(k => kernel[(feature * outputs + i) * count + k]
                * Math.Cos(2 * Math.PI * frequencies[feature * count + k] * x + phases[feature * count + k]))).Prepend(x)).ToArray())];
    }

    private static double[][] Drop(DropoutMask mask, double[][] values) =>
        [.. values.Select((row, i) =>
            row.Zip(DropoutMasks.Factors(mask, i, row.Length), (value, factor) => value * factor).ToArray())];

    private double[][] Activate(Activation activation, double[][] values)
    {
        if (ReferenceActivation.IsPiecewise(activation))
            ComeAcross(values.SelectMany(row => row));
        return [.. values.Select(row => row.Select(value => ReferenceActivation.Value(activation, value)).ToArray())];
    }

    private double KernelPenalty(KernelRegularizer? regularizer, double[] kernel)
    {
        if (regularizer == null)
            return 0;
        if (regularizer.L1Strength > 0)
            ComeAcross(kernel);
        return kernel.Sum(w => regularizer.L1Strength * Math.Abs(w) + regularizer.L2Strength * w * w);
    }

    private double LayerPenalty(KullbackLeiblerActivityRegularizer regularizer, double[][] values, bool[][]? masks)
    {
        double on = regularizer.Target, off = 1 - on, sum = 0;
        for (var unit = 0; unit < values[0].Length; unit++)
        {
            int[] rows = [.. Enumerable.Range(0, values.Length).Where(row => masks == null || !masks[row][unit * masks[row].Length / values[row].Length])];
            if (rows.Length == 0)
                continue;
            var mean = rows.Sum(row => RowWeight(row) * values[row][unit]) / rows.Sum(RowWeight);
            sum += on * Math.Log(on / mean) + off * Math.Log(off / (1 - mean));
        }

        return regularizer.Strength * sum;
    }

    private double LayerPenalty(L1L2ActivityRegularizer regularizer, double[][] values, double total)
    {
        double sum = 0;
        for (var row = 0; row < values.Length; row++)
        {
            foreach (var value in values[row])
            {
                sum += RowWeight(row) * (regularizer.L1Strength * Math.Abs(value) + regularizer.L2Strength * value * value);
            }

            if (regularizer.L1Strength > 0)
                ComeAcross(values[row]);
        }

        return regularizer.Reduction switch
        {
            ActivityReduction.BatchSum => sum,
            ActivityReduction.BatchMean => sum / total,
            _ => sum / total / values[0].Length,
        };
    }
}
