using System.Collections;

namespace ActReg.MLNet.Tests;

[TestClass]
public class ValueListTests
{
    private static readonly ValueList<int> List = new([3, 1, 2]);

    [TestMethod]
    public void Holds_a_copy_of_the_items_in_their_order()
    {
        int[] items = [3, 1, 2];
        var list = new ValueList<int>(items);
        items[0] = 7;
        Assert.HasCount(3, list);
        Assert.AreEqual(3, list[0]);
        TinyTraining.AreEqual([3, 1, 2], list);
        TinyTraining.AreEqual([3, 1, 2], ((IEnumerable)list).Cast<int>());
    }

    [TestMethod]
    public void Lists_of_the_same_items_are_equal()
    {
        var same = new ValueList<int>([3, 1, 2]);
        Assert.IsTrue(List.Equals(same));
        Assert.AreEqual(List.GetHashCode(), same.GetHashCode());
    }

    [TestMethod]
    public void Other_items_another_order_or_another_kind_of_list_are_not()
    {
        foreach (var other in new[] { new ValueList<int>([3, 1]), new ValueList<int>([1, 3, 2]), new ValueList<int>([]) })
        {
            Assert.IsFalse(List.Equals(other));
            Assert.AreNotEqual(List.GetHashCode(), other.GetHashCode());
        }

        Assert.IsFalse(List.Equals(new[] { 3, 1, 2 }));
        Assert.IsFalse(List.Equals(null));
    }
}
