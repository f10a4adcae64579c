namespace ActReg.MLNet.Tests;

/// <summary>What layers of sequences and penalties on them compute, in double precision, row by row.</summary>
internal static class ReferenceSequences
{
    /// <summary>What a recurrent layer puts out.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="values">Its input's rows.</param>
    /// <param name="timesteps">How many each has.</param>
    /// <param name="masks">For each row which are masked; null where none is.</param>
    /// <param name="weights">Three arrays for each direction.</param>
    public static double[][] Recur(RecurrentLayer layer, double[][] values, int timesteps, bool[][]? masks, double[][] weights)
    {
        var directions = weights.Chunk(3).ToArray();
        return [.. values.Select((row, i) =>
        {
            double[][] inputs = [.. row.Chunk(row.Length / timesteps)];
            var outputs = directions.Select((arrays, direction) => Run(layer, inputs, masks?[i], arrays, isBackward: direction == 1)).ToArray();
            return layer.ReturnSequences
                ? Enumerable.Range(0, timesteps).SelectMany(timestep => outputs.SelectMany(direction => direction[timestep])).ToArray()
                : [.. outputs.SelectMany((direction, place) => direction[place == 0 ? timesteps - 1 : 0])];
        })];
    }

    /// <summary>Each row's vectors, and for each row which timesteps are masked.</summary>
    public static double[][] Embed(EmbeddingLayer layer, double[][] values, double[] table) =>
        [.. values.Select(row => row.SelectMany(number => table.Skip((int)number * layer.Units).Take(layer.Units)).ToArray())];

    /// <summary>The same values with zeros for what is masked.</summary>
    public static double[][] Clear(double[][] values, bool[][]? masks) => masks == null ? values
        : [.. values.Select((row, i) => row.Select((value, place) => masks[i][place / (row.Length / masks[i].Length)] ? 0 : value).ToArray())];

    /// <summary>A temporal penalty.</summary>
    /// <param name="regularizer">The penalty.</param>
    /// <param name="values">The rows.</param>
    /// <param name="timesteps">How many each has.</param>
    /// <param name="masks">For each row which are masked; null where none is.</param>
    /// <param name="weights">The rows'.</param>
    public static double Penalty(TemporalActivityRegularizer regularizer, double[][] values, int timesteps, bool[][]? masks, double[] weights)
    {
        double squares = 0, differences = 0;
        var channels = values[0].Length / timesteps;
        for (var row = 0; row < values.Length; row++)
        {
            for (var i = 0; i < values[row].Length; i++)
            {
                var timestep = i / channels;
                if (IsMasked(row, timestep))
                    continue;
                squares += weights[row] * values[row][i] * values[row][i];
                if (timestep > 0 && !IsMasked(row, timestep - 1))
                    differences += weights[row] * Math.Pow(values[row][i] - values[row][i - channels], 2);
            }
        }

        return regularizer.ActivationStrength * squares / Divisor(timesteps) + regularizer.TemporalStrength * differences / Divisor(timesteps - 1);

        bool IsMasked(int row, int timestep) => masks != null && masks[row][timestep];

        double Divisor(int count) => regularizer.Reduction switch
        {
            ActivityReduction.BatchSum => 1,
            ActivityReduction.BatchMean => weights.Sum(),
            _ => weights.Sum() * count * channels,
        };
    }

    private static double[][] Run(RecurrentLayer layer, double[][] inputs, bool[]? mask, double[][] weights, bool isBackward)
    {
        var (kernel, recurrentKernel, bias) = (weights[0], weights[1], weights[2]);
        var columns = kernel.Length / inputs[0].Length;
        var isGru = layer.Cell == RecurrentCell.Gru;
        var cell = new ReferenceCell(layer.Cell, layer.Units);
        var outputs = new double[inputs.Length][];
        for (var count = 0; count < inputs.Length; count++)
        {
            var timestep = isBackward ? inputs.Length - 1 - count : count;
            if (mask == null || !mask[timestep])
            {
                var own = Product(inputs[timestep], kernel, bias);
                var recurrent = Product(cell.Outputs, recurrentKernel, isGru ? bias[columns..] : new double[columns]);
                cell.Advance(isGru ? own : [.. own.Zip(recurrent, (a, b) => a + b)], recurrent);
            }

            outputs[timestep] = cell.Outputs;
        }

        return outputs;

        double[] Product(double[] values, double[] matrix, double[] beginning)
        {
            double[] sums = [.. beginning[..columns]];
            for (var i = 0; i < values.Length; i++)
            {
                for (var column = 0; column < columns; column++)
                    sums[column] += values[i] * matrix[i * columns + column];
            }

            return sums;
        }
    }
}
