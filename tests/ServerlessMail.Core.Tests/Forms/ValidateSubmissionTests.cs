using CsCheck;
using ServerlessMail.Core.Forms;

namespace ServerlessMail.Core.Tests.Forms;

public class ValidateSubmissionTests
{
    private static readonly Form Form = TestForms.Contact;

    [Fact]
    public void A_good_submission_has_no_fault() => Assert.Empty(ValidateSubmission.Faults(Form, TestForms.Good(("budget", "-12.50"))));

    [Fact]
    public void All_faults_are_told_at_once() => Assert.Equal(
        [("name", FaultCode.RequiredFieldEmpty), ("email", FaultCode.RequiredFieldMissing), ("budget", FaultCode.TypeNumeric)],
        Codes(Form, TestForms.Post(("name", "  "), ("budget", "a lot"))));

    [Fact]
    public void Nothing_but_blanks_and_reserved_fields_is_empty() => Assert.Equal(
        [(null, FaultCode.Empty)],
        Codes(Form, TestForms.Post(("_next", "https://www.example.com"), ("message", " "))));

    [Theory]
    [InlineData("email", "nonsense", FaultCode.TypeEmail)]
    [InlineData("_replyto", "a@b.example\r\nBcc: c@d.example", FaultCode.TypeEmail)]
    [InlineData("name", "Ada\r\nBcc: all@example.com", FaultCode.TypeText)]
    [InlineData("_subject", "Hi\nBcc: all@example.com", FaultCode.TypeText)]
    [InlineData("message", "nul\0", FaultCode.TypeText)]
    [InlineData("budget", "1e5", FaultCode.TypeNumeric)]
    public void A_bad_value_is_told_by_field_and_code(string field, string value, FaultCode code)
    {
        var submission = TestForms.Good();
        var fields = submission.Fields.RemoveAll(known => known.Name == field).Add(new SubmittedField(field, value));

        Assert.Equal([(field, code)], Codes(Form, submission with { Fields = fields }));
    }

    [Fact]
    public void Every_value_of_a_repeated_field_is_judged() => Assert.Equal(
        [("email", FaultCode.TypeEmail)],
        Codes(Form, TestForms.Good(("email", "nonsense"))));

    [Fact]
    public void Text_longer_than_its_rule_is_refused() =>
        Assert.Equal([("name", FaultCode.TypeText)], Codes(Form, TestForms.Post(("name", new string('a', 201)), ("email", "ada@example.org"))));

    [Fact]
    public void Text_of_many_lines_is_fine_where_it_reaches_no_header() =>
        Assert.Empty(ValidateSubmission.Faults(Form, TestForms.Good(("notes", "one\r\ntwo\tthree"))));

    [Fact]
    public void No_submission_crashes_it() => Gen.Select(Gen.String, Gen.String).Array[0, 20].Sample(fields =>
    {
        ValidateSubmission.Faults(Form, TestForms.Post(fields));
    });

    private static IEnumerable<(string?, FaultCode)> Codes(Form form, Submission submission) =>
        ValidateSubmission.Faults(form, submission).Select(fault => (fault.Field, fault.Code));
}
