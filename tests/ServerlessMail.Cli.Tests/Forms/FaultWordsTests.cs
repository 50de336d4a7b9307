using ServerlessMail.Cli.Forms;
using ServerlessMail.Core.Forms;

namespace ServerlessMail.Cli.Tests.Forms;

/// <summary>Each fault in the words that an operator reads: what is wrong, and what to write instead.</summary>
public class FaultWordsTests
{
    [Theory]
    [InlineData("to", "2:3: form 'contact' has no 'to': name who gets the mail, such as [owner@example.com].")]
    [InlineData("from", "2:3: form 'contact' has no 'from': name a sender on the allowlist, such as forms@example.com.")]
    [InlineData("origins", "2:3: form 'contact' has no 'origins': name the sites that may post here, such as [\"https://www.example.com\"].")]
    public void A_key_that_every_form_needs(string missing, string told) => Told(ContactFile.Without(missing), told);

    [Theory]
    [InlineData("to: []", "3:9: 'to' names nobody: list who gets the mail.")]
    [InlineData("to: [owner]", "3:10: 'owner' is not a mail address.")]
    [InlineData("to: [a@example.com, a@EXAMPLE.com]", "3:25: 'a@EXAMPLE.com' stands in 'to' twice.")]
    [InlineData("to: { a: b }", "3:9: 'to' must be a list; this is a mapping.")]
    [InlineData("to: [[a@example.com]]", "3:10: an item of 'to' must be text; this is a list.")]
    [InlineData("to: [a@example.com, ~]", "3:25: an item of 'to' must be text; this is empty.")]
    [InlineData("from: Forms <forms>", "4:11: 'Forms <forms>' is neither a mail address nor 'Name <address>'.")]
    [InlineData("from: [forms@example.com]", "4:11: 'from' must be text; this is a list.")]
    public void Who_gets_the_mail_and_whom_it_comes_from(string key, string told) => Told(ContactFile.With(key), told);

    [Theory]
    [InlineData("origins: [www.example.com]", "5:15: 'www.example.com' is not an origin: write one such as https://www.example.com, or self for this service's own pages.")]
    [InlineData("origins: [\"*\"]", "5:15: '*' is not an origin: write one such as https://www.example.com, or self for this service's own pages.")]
    [InlineData("origins: [\"https://u:p@www.example.com\"]", "5:15: 'https://u:p@www.example.com' is not an origin: write one such as https://www.example.com, or self for this service's own pages.")]
    [InlineData("origins: [\"https://www.example.com/contact\"]", "5:15: an origin has no path: write https://www.example.com")]
    [InlineData("origins: [self, self]", "5:21: 'self' stands in 'origins' twice.")]
    [InlineData("origins: [\"https://a.example\", \"https://A.example:443\"]", "5:36: 'https://A.example:443' stands in 'origins' twice.")]
    [InlineData("redirects: [\"/thanks\"]", "6:17: '/thanks' is not a page: write one such as https://www.example.com/thanks, or self for this service's own pages.")]
    [InlineData("redirects: [\"https://www.example.com/?a=b\"]", "6:17: a redirect has neither ? nor #: with any of them the page is allowed anyway.")]
    public void Where_a_form_is_posted_from_and_where_it_leads(string key, string told) => Told(ContactFile.With(key), told);

    [Theory]
    [InlineData("subject: \" \"", "6:14: the subject is empty; leave the key out for the standard one.")]
    [InlineData("subject: \"a\\nb\"", "6:14: the subject is not a Liquid template: it must be one line.")]
    [InlineData("honeypot: \"\"", "6:15: a honeypot's name has 1 to 100 characters.")]
    [InlineData("captcha: recaptcha", "6:14: 'captcha' is none or altcha or turnstile, not 'recaptcha'.")]
    [InlineData("captcha: [none]", "6:14: 'captcha' must be text; this is a list.")]
    [InlineData("attachments: on", "6:18: 'attachments' is off or such as { count: 3, size: 4MB, types: [pdf, jpeg] }, not 'on'.")]
    [InlineData("attachments: { count: 11 }", "6:27: 'count' is a number of files from 1 to 10, not '11'.")]
    [InlineData("attachments: { size: 5MB }", "6:26: 'size' is what all files together may have, such as 500KB or 2MB, at most 4MB, not '5MB'.")]
    [InlineData("attachments: { types: [] }", "6:27: 'types' names no type of file; leave it out for the usual ones, or write attachments: off.")]
    [InlineData("attachments: { types: [exe] }", "6:28: 'exe' is no type of file that is taken: there are csv, docx, gif, heic, jpeg, odp, ods, odt, pdf, png, pptx, txt, webp, xlsx, zip.")]
    [InlineData("attachments: { kinds: [pdf] }", "6:20: 'attachments' has no key 'kinds'; it knows count, size, types.")]
    [InlineData("autoresponse: { template: thanks }", "6:19: 'autoresponse' can only be off in this version: write that, or leave the key out.")]
    [InlineData("retention: 401d", "6:16: '401d' is not a retention: write days, hours or minutes such as 90d, at most 400d.")]
    [InlineData("when-paused: Accept", "6:18: 'when-paused' is accept or refuse, not 'Accept'.")]
    [InlineData("when-pausd: accept", "6:5: a form has no key 'when-pausd'; did you mean 'when-paused'?")]
    [InlineData("cc: a@example.com", "6:5: a form has no key 'cc'; it knows to, from, subject, origins, redirects, fields, honeypot, block, captcha, limits, attachments, retention, when-paused, autoresponse.")]
    public void The_other_keys_of_a_form(string key, string told) => Told(ContactFile.With(key), told);

    [Theory]
    [InlineData("block: casino", "6:12: 'block' must be a mapping of words, domains; this is text.")]
    [InlineData("block: { word: [casino] }", "6:14: 'block' has no key 'word'; did you mean 'words'?")]
    [InlineData("block: { words: [\"...\"] }", "6:22: '...' is no word: a blocked word has letters or digits, and at most 100 characters.")]
    [InlineData("block: { words: [casino, Casino] }", "6:30: 'Casino' stands in 'words' twice.")]
    [InlineData("block: { domains: [\"https://spam.example/\"] }", "6:24: 'https://spam.example/' is not a domain: write it alone, such as spam.example; what is below it is blocked as well.")]
    [InlineData("block: { domains: [example] }", "6:24: 'example' is not a domain: write it alone, such as spam.example; what is below it is blocked as well.")]
    public void What_a_form_blocks(string key, string told) => Told(ContactFile.With(key), told);

    [Theory]
    [InlineData("limits: on", "6:13: 'limits' is off or such as { per-client: 10/min, per-form: 600/min }, not 'on'.")]
    [InlineData("limits: [10/min]", "6:13: 'limits' must be a mapping of per-client, per-form; this is a list.")]
    [InlineData("limits: { per-client: 10/week }", "6:27: 'per-client' is off or a number each min, hour or day, such as 10/min, not '10/week'.")]
    [InlineData("limits: { per-form: 1000001/min }", "6:25: 'per-form' is off or a number each min, hour or day, such as 10/min, not '1000001/min'.")]
    [InlineData("limits: { per-from: 1/min }", "6:15: 'limits' has no key 'per-from'; did you mean 'per-form'?")]
    public void How_many_a_form_takes(string key, string told) => Told(ContactFile.With(key), told);

    [Theory]
    [InlineData("fields: [name]", "6:13: 'fields' must be a mapping of field names; this is a list.")]
    [InlineData("fields: { name: text }", "6:21: a field must be a mapping of type, required, max; this is text.")]
    [InlineData("fields: { name: { type: date } }", "6:29: 'type' is text or email or number, not 'date'.")]
    [InlineData("fields: { name: { required: yes } }", "6:33: 'required' is true or false, not 'yes'.")]
    [InlineData("fields: { name: { max: 100001 } }", "6:28: 'max' is a number of characters from 1 to 100000, not '100001'.")]
    [InlineData("fields: { name: { max: -1 } }", "6:28: 'max' is a number of characters from 1 to 100000, not '-1'.")]
    [InlineData("fields: { name: { maximum: 1 } }", "6:23: a field has no key 'maximum'; it knows type, required, max.")]
    [InlineData("fields: { \"\": {} }", "6:15: a field's name has 1 to 100 characters.")]
    [InlineData("fields: { _gotcha: {} }", "6:15: '_gotcha' is a honeypot: who fills it is a robot.")]
    public void The_rules_of_its_fields(string key, string told) => Told(ContactFile.With(key), told);

    [Theory]
    [InlineData("", "1:1: the file is empty; 'smail forms init' writes one to start from.")]
    [InlineData("# nothing\n", "1:1: the file is empty; 'smail forms init' writes one to start from.")]
    [InlineData("forms:\n", "1:1: the file defines no form: name one under 'forms'.")]
    [InlineData("forms: {}\n", "1:1: the file defines no form: name one under 'forms'.")]
    [InlineData("forms: [contact]\n", "1:8: 'forms' must be a mapping of form names; this is a list.")]
    [InlineData("- forms\n", "1:1: the file must be a mapping of forms; this is a list.")]
    [InlineData("forms:\n  contact:\n", "2:3: form 'contact' has no definition: give it 'to', 'from' and 'origins'.")]
    [InlineData("forms:\n  contact: text\n", "2:12: a form must be a mapping of to, from, subject, origins, redirects, fields, honeypot, block, captcha, limits, attachments, retention, when-paused, autoresponse; this is text.")]
    public void A_file_that_defines_no_form(string text, string told) => Told(text, told);

    [Theory]
    [InlineData("Contact")]
    [InlineData("-contact")]
    [InlineData("con.tact")]
    [InlineData("a12345678901234567890123456789012345678901234567890123456789012345")]
    public void A_name_that_no_form_has(string name)
    {
        var fault = Assert.Single(FormsFile.Read(ContactFile.With("honeypot: company").Replace("  contact:", $"  {name}:", StringComparison.Ordinal)).Faults);

        Assert.Equal((2, 3), (fault.Line, fault.Column));
        Assert.EndsWith("is not a form name: 1 to 64 of a-z, 0-9, - and _, beginning with a letter or digit.", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_honeypot_that_people_fill() => Told(
        ContactFile.With("honeypot: company") + "    fields: { company: { type: text } }\n",
        "6:15: 'company' is a field of people too; a honeypot must be one that nobody sees.");

    [Fact]
    public void More_recipients_than_SES_takes() => Told(
        ContactFile.With($"to: [{string.Join(", ", Enumerable.Range(10, 51).Select(i => $"a{i}@example.com"))}]"),
        "3:860: 'to' has 51 addresses; SES takes 50 in one mail.");

    [Fact]
    public void More_origins_than_a_form_has() => Told(
        ContactFile.With($"origins: [{string.Join(", ", Enumerable.Range(10, 51).Select(i => $"\"https://a{i}.example\""))}]"),
        "5:1165: 'origins' has 51 entries; 50 are the most.");

    [Fact]
    public void More_fields_than_a_form_has() => Told(
        ContactFile.With($"fields: {{ {string.Join(", ", Enumerable.Range(100, FieldRules.MostFields + 1).Select(i => $"f{i}: {{}}"))} }}"),
        "6:2015: 'fields' has 201 fields; 200 are the most.");

    [Fact]
    public void A_subject_that_is_too_long() => Told(
        ContactFile.With($"subject: {new string('a', SubjectTemplate.MaxLength + 1)}"),
        "6:14: the subject is not a Liquid template: it is longer than 1000 characters.");

    [Fact]
    public void A_long_value_is_quoted_only_so_far() => Told(
        ContactFile.With($"retention: {new string('9', 500)}"),
        $"6:16: '{new string('9', 60)}…' is not a retention: write days, hours or minutes such as 90d, at most 400d.");

    private static void Told(string text, string told) =>
        Assert.Equal([told], FormsFile.Read(text).Faults.Select(fault => $"{fault.Line}:{fault.Column}: {fault.Message}"));
}
