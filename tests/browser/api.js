/** What has to have happened before a story begins, done over the API. */

import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';

const PASSWORD = 'demo-surgalt';

/** Somebody of the demo, as a client of the API. */
export async function asPerson(house, name, password = PASSWORD) {
  const person = new Client(house.address);
  const tokens = await person.send('POST', '/api/v1/sign-in', { name, password });
  person.token = tokens.access_token;
  person.id = tokens.person_id;
  return person;
}

class Client {
  token = '';

  constructor(address) {
    this.address = address;
  }

  async send(method, path, body) {
    const headers = { 'Content-Type': 'application/json' };
    if (this.token !== '') headers.Authorization = `Bearer ${this.token}`;
    const asked = { method, headers, body: body === undefined ? undefined : JSON.stringify(body) };
    const answer = await fetch(this.address + path, asked);
    const text = await answer.text();
    assert.ok(answer.ok, `${method} ${path}: ${answer.status} ${text}`);
    return text === '' ? null : JSON.parse(text);
  }
}

/**
 * A published course of one module with these items: its `id`, its programme's, and the items as they were
 * published.
 */
export async function publishCourse(methodologist, title, items) {
  const code = `T${Date.now() % 1_000_000}`;
  const programme = await methodologist.send('POST', '/api/v1/programmes', { code, title: code });
  const modules = [{ title: 'Модуль', items }];
  const course = await methodologist.send('POST', '/api/v1/courses', {
    programme_id: programme.id,
    draft: { title, language: 'mn', hours: 8, modules },
  });
  const path = `/api/v1/courses/${course.id}/versions`;
  const { number } = await methodologist.send('POST', path);
  const { document } = await methodologist.send('GET', `${path}/${number}`);
  return { id: course.id, programme: programme.id, items: document.modules[0].items };
}

/** A lesson of a course. */
export function lesson(title) {
  return { title, content: { kind: 'lesson', markdown: 'Сайн байна уу' } };
}

/** Lets these people take a course. */
export async function enrol(methodologist, course, people) {
  const body = { people: people.map((person) => person.id) };
  await methodologist.send('POST', `/api/v1/courses/${course.id}/enrolments`, body);
}

/** Somebody's enrolment in a course. */
export async function enrolmentOf(person, course) {
  const { items } = await person.send('GET', '/api/v1/me/enrolments');
  return items.find((one) => one.course_id === course.id);
}

/** Somebody who is new, and has come in by the letter. */
export async function inviteTeacher(house, administrator, { email, ...rest }) {
  await administrator.send('POST', '/api/v1/people', { email, ...rest });
  const { token } = await house.letterTo(email);
  const body = { token, password: PASSWORD };
  await administrator.send('POST', '/api/v1/invitations/accept', body);
  return asPerson(house, email);
}

/** A course of one lesson, which a teacher has read: the certificate that it is rewarded with. */
export async function earnCertificate(house, teacherName) {
  const methodologist = await asPerson(house, 'methodologist@demo.example');
  const teacher = await asPerson(house, teacherName);
  const course = await publishCourse(methodologist, 'Манлайлал', [lesson('Хичээл')]);
  await enrol(methodologist, course, [teacher]);
  const { id } = await enrolmentOf(teacher, course);
  await teacher.send('PUT', `/api/v1/enrolments/${id}/items/${course.items[0].id}/read`);
  return eventually(async () => {
    const own = await teacher.send('GET', '/api/v1/me/certificates');
    return own.items.find((one) => one.course_id === course.id);
  });
}

/** What comes in a while. */
export async function eventually(look, patience = 15_000) {
  const until = Date.now() + patience;
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    assert.ok(Date.now() < until, 'it has not come');
    await pause(100);
  }
}

/** A course of one quiz with three questions, for a teacher: the address of the quiz. */
export async function enrolInQuiz(house, teacher) {
  const methodologist = await asPerson(house, 'methodologist@demo.example');
  const option = (text, correct = false) => ({ text, correct });
  const question = (text, answer) => ({ text, answer, marks: 1 });
  const questions = [
    question('Аль нь өнгө вэ?', {
      kind: 'single_choice',
      options: [option('Улаан', true), option('Хурдан')],
    }),
    question('Аль нь тэгш тоо вэ?', {
      kind: 'multiple_choice',
      options: [option('3'), option('4', true)],
    }),
    question('Монгол Улсын нийслэл?', { kind: 'short_text', accepted: ['Улаанбаатар'] }),
  ];
  const quiz = { title: 'Сорил', content: { kind: 'quiz', pass_percent: 50, tries: 2, questions } };
  const course = await publishCourse(methodologist, 'Сорилтой сургалт', [quiz]);
  await enrol(methodologist, course, [teacher]);
  const { id } = await enrolmentOf(teacher, course);
  return `/enrolments/${id}/items/${course.items[0].id}/quiz`;
}
