using System.Runtime.CompilerServices;

namespace ActReg.MLNet;

/// <summary>
/// Applies an <see cref="IElementwise"/> to tiles, and a penalty with it, since to load values twice takes longer than either; a struct
/// argument makes the compiler specialize the loop.
/// </summary>
internal static unsafe class Elementwise
{
    public static PenaltySums Forward<TFunction>(TFunction function, Tile tile, Matrix z, Matrix a, in ElementwisePenalty penalty)
        where TFunction : struct, IElementwise
    {
        var pass = new ForwardTilePass<TFunction>(function, z, a, penalty);
        TilePass.Run(ref pass, tile);
        return pass.Sums;
    }

    public static void Backward<TFunction>(
        TFunction function, Tile tile, Matrix z, Matrix a, Matrix gradient, in ElementwisePenalty penalty, float* columnSums)
        where TFunction : struct, IElementwise
    {
        var pass = new BackwardTilePass<TFunction>(function, z, a, gradient, penalty, columnSums);
        TilePass.Run(ref pass, tile);
    }

    // Fields are copied first: the compiler would load them in each round.
    private struct ForwardTilePass<TFunction>(TFunction function, Matrix z, Matrix a, ElementwisePenalty penalty) : ITilePass
        where TFunction : struct, IElementwise
    {
        public PenaltySums Sums { get; private set; }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Run<T>(Tile tile)
            where T : struct, ILanes<T>
        {
            var f = function;
            float* inputs = z.At(tile), outputs = a.At(tile);
            nint inputRow = z.Row, outputRow = a.Row;
            if (penalty.Place == PenalizedPlace.Nowhere)
            {
                for (var i = 0; i < tile.Rows; i++, inputs += inputRow, outputs += outputRow)
                    f.Value(T.Load(inputs)).Store(outputs);
                return;
            }

            var isOutput = penalty.Place == PenalizedPlace.Output;
            T l1 = T.Broadcast(penalty.L1), l2 = T.Broadcast(penalty.L2), weight = T.One;
            T sum = T.Zero, zeros = T.Zero;
            var weights = penalty.Weights == null ? null : penalty.Weights + tile.Row;
            for (var i = 0; i < tile.Rows; i++, inputs += inputRow, outputs += outputRow)
            {
                if (weights != null)
                    weight = T.Broadcast(weights[i]);
                var input = T.Load(inputs);
                var output = f.Value(input);
                output.Store(outputs);
                var penalized = isOutput ? output : input;
                sum = T.MultiplyAdd(L1L2Sum.Value(penalized, l1, l2), weight, sum);
                zeros += T.EqualTo(penalized, T.Zero) & weight;
            }

            Sums = new(Sums.Penalty + T.Sum(sum), Sums.Zeros + T.Sum(zeros));
        }
    }

    private readonly struct BackwardTilePass<TFunction>(
        TFunction function, Matrix z, Matrix a, Matrix gradient, ElementwisePenalty penalty, float* columnSums) : ITilePass
        where TFunction : struct, IElementwise
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Run<T>(Tile tile)
            where T : struct, ILanes<T>
        {
            var f = function;
            float* inputs = z.At(tile), outputs = a.At(tile), slopes = gradient.At(tile);
            nint inputRow = z.Row, outputRow = a.Row, slopeRow = gradient.Row;
            bool isInput = penalty.Place == PenalizedPlace.Input, isOutput = penalty.Place == PenalizedPlace.Output;
            T l1 = T.Broadcast(penalty.L1), twiceL2 = T.Broadcast(2 * penalty.L2);
            var weights = penalty.Weights == null ? null : penalty.Weights + tile.Row;
            var sum = columnSums == null ? T.Zero : T.Load(columnSums + tile.Column);
            for (var i = 0; i < tile.Rows; i++, inputs += inputRow, outputs += outputRow, slopes += slopeRow)
            {
                if (weights != null)
                {
                    l1 = T.Broadcast(penalty.L1 * weights[i]);
                    twiceL2 = T.Broadcast(2 * penalty.L2 * weights[i]);
                }

                T slope = T.Load(slopes), input = T.Load(inputs), output = T.Load(outputs);
                if (isOutput)
                    slope += L1L2Sum.Slope(output, l1, twiceL2);
                slope *= f.Slope(input, output);
                if (isInput)
                    slope += L1L2Sum.Slope(input, l1, twiceL2);
                slope.Store(slopes);
                sum += slope;
            }

            if (columnSums != null)
                sum.Store(columnSums + tile.Column);
        }
    }
}
