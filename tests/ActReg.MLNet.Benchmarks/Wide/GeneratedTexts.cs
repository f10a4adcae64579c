using System.Text;

namespace ActReg.MLNet.Benchmarks.Wide;

/// <summary>Texts of made-up words, by topics: each has words of its own, and half of the topics are of either class.</summary>
internal static class GeneratedTexts
{
    private const int Topics = 20;
    private const int WordsPerTopic = 400;
    private const int Vocabulary = 40_000;
    private const int MeanLength = 60;
    private const double TopicShare = 0.12;

    public static TextRow[] Create(int count, int seed)
    {
        // The same topics for all seeds.
        var draw = new RandomState(1);
        var topics = new int[Topics][];
        for (var topic = 0; topic < Topics; topic++)
            topics[topic] = [.. Enumerable.Range(0, WordsPerTopic).Select(_ => Frequent(draw))];
        var random = new RandomState((uint)seed);
        return [.. Enumerable.Range(0, count).Select(_ => Text(topics, random))];
    }

    private static TextRow Text(int[][] topics, RandomState random)
    {
        var topic = (int)random.NextInterval(Topics - 1);
        var text = new StringBuilder();
        for (var length = MeanLength / 2 + (int)random.NextInterval(MeanLength); length > 0; length--)
        {
            var word = random.NextDouble() < TopicShare ? topics[topic][(int)random.NextInterval(WordsPerTopic - 1)] : Frequent(random);
            Append(text, word).Append(' ');
        }

        return new TextRow { Text = text.ToString(), Label = topic % 2 == 0 };
    }

    /// <summary>A word by its rank, the density of which falls with it, as Zipf found of words.</summary>
    private static int Frequent(RandomState random) => (int)Math.Pow(Vocabulary, random.NextDouble()) - 1;

    private static StringBuilder Append(StringBuilder text, int word)
    {
        for (word++; word > 0; word /= 80)
            text.Append("bdfgklmnprstvwyz"[word % 80 / 5]).Append("aeiou"[word % 5]);
        return text;
    }
}
